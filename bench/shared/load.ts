// Clients that ask again as soon as they are answered, over connections that stay open.
import { Agent, request } from 'node:http'

export interface Ask {
  readonly method: 'GET' | 'PUT' | 'POST'
  readonly path: string
  readonly cookie?: string
  readonly body?: object
}

export interface Answer {
  readonly status: number
  readonly text: string
  readonly cookies: readonly string[]
}

export interface Loaded {
  readonly perSecond: number
  /** Every answer's time in milliseconds. */
  readonly times: readonly number[]
}

/** One keep-alive pool of connections to a server. */
export class Door {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })
  readonly #port: number

  constructor(port: number) {
    this.#port = port
  }

  ask({ method, path, cookie, body }: Ask): Promise<Answer> {
    const payload = body === undefined ? '' : JSON.stringify(body)
    const headers = {
      ...(cookie === undefined ? {} : { cookie }),
      ...(payload === ''
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
    }
    const options = {
      agent: this.#agent,
      host: '127.0.0.1',
      port: this.#port,
      method,
      path,
      headers,
    }
    return new Promise((done, fail) => {
      const sent = request(options, (response) => {
        const cookies = response.headers['set-cookie'] ?? []
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => (text += part))
        response.on('end', () => done({ status: response.statusCode ?? 0, text, cookies }))
        response.on('error', fail)
      })
      sent.on('error', fail)
      sent.end(payload)
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}

/** Lets each client act again and again until the time is up. */
export async function load(
  clients: number,
  seconds: number,
  act: (client: number) => Promise<void>,
): Promise<Loaded> {
  const times: number[] = []
  const started = performance.now()
  const end = started + seconds * 1000
  const run = async (client: number) => {
    for (let from = performance.now(); from < end; from = performance.now()) {
      await act(client)
      times.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, client) => run(client)))
  return { perSecond: (times.length * 1000) / (performance.now() - started), times }
}
