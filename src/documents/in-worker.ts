// Documents made off the main thread: a full form takes over 50 ms of CPU, and the HTTP loop stays free.
import { Worker } from 'node:worker_threads'
import type { ContentOf, DocumentKind } from './kinds.ts'
import type { Delivery, Order } from './worker.ts'

const MOST_WORKERS = 2

type Job = { order: Order; resolve: (bytes: Uint8Array) => void; reject: (error: Error) => void }

/** Workers start with the first order, at most two, and don't keep the process alive when idle. */
export class RenderPool {
  #idle: Worker[] = []
  #busy = new Map<Worker, Job>()
  #waiting: Job[] = []
  #closed = false

  /** The document's bytes. Rejects with what went wrong inside, or when the pool is closed. */
  render<K extends DocumentKind>(kind: K, content: ContentOf<K>): Promise<Uint8Array> {
    if (this.#closed) return Promise.reject(new Error('the render pool is closed'))
    return new Promise((resolve, reject) => {
      this.#waiting.push({ order: { kind, content }, resolve, reject })
      this.#next()
    })
  }

  /** Stops the workers; orders not yet delivered are rejected. */
  async close(): Promise<void> {
    this.#closed = true
    const workers = [...this.#idle, ...this.#busy.keys()]
    const undelivered = [...this.#busy.values(), ...this.#waiting]
    this.#idle = []
    this.#busy.clear()
    this.#waiting = []
    for (const job of undelivered) job.reject(new Error('the render pool is closed'))
    await Promise.all(workers.map((worker) => worker.terminate()))
  }

  #next(): void {
    const job = this.#waiting[0]
    if (!job) return
    const worker = this.#idle.pop() ?? (this.#busy.size < MOST_WORKERS ? this.#start() : undefined)
    if (!worker) return
    this.#waiting.shift()
    try {
      worker.postMessage(job.order)
    } catch (error) {
      // what can't be copied to a worker (a function in the content) is the caller's mistake, not the worker's
      this.#idle.push(worker)
      job.reject(error instanceof Error ? error : new Error(String(error)))
      this.#next()
      return
    }
    this.#busy.set(worker, job)
    worker.ref()
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url))
    worker.unref()
    worker.on('message', (delivery: Delivery) => this.#delivered(worker, delivery))
    worker.on('error', (error: Error) => this.#lost(worker, error))
    worker.on('exit', (code) => this.#lost(worker, new Error(`the render worker ended (${code})`)))
    return worker
  }

  #delivered(worker: Worker, delivery: Delivery): void {
    const job = this.#busy.get(worker)
    if (!job) return
    this.#busy.delete(worker)
    worker.unref()
    this.#idle.push(worker)
    if ('bytes' in delivery) job.resolve(delivery.bytes)
    else job.reject(new Error(delivery.error))
    this.#next()
  }

  /** A worker that crashed takes only its own job with it; the next order starts a new one. */
  #lost(worker: Worker, error: Error): void {
    const job = this.#busy.get(worker)
    this.#busy.delete(worker)
    this.#idle = this.#idle.filter((each) => each !== worker)
    job?.reject(error)
    if (!this.#closed) this.#next()
  }
}

let shared: RenderPool | undefined

/** Makes a document in the process's own pool of workers, started at the first call. */
export function renderInWorker<K extends DocumentKind>(
  kind: K,
  content: ContentOf<K>,
): Promise<Uint8Array> {
  shared ??= new RenderPool()
  return shared.render(kind, content)
}

/** Ends the process's pool; a later order starts another. For the server's shutdown. */
export async function closeRenderWorkers(): Promise<void> {
  const pool = shared
  shared = undefined
  await pool?.close()
}
