// Reads an uploaded edition or batch: JSON at once, YAML in a worker, because a long text takes seconds and the HTTP loop stays free.
import { Worker } from 'node:worker_threads'
import { Problem } from '#domain/problem.ts'
import type { Reading } from './yaml-worker.ts'

const longestMs = 20_000

/** What the text says. Throws invalid_value with one sentence when it is neither YAML nor JSON, or takes too long to read. */
export async function readText(text: string): Promise<unknown> {
  try {
    return JSON.parse(text)
  } catch {
    const read = await readYaml(text)
    if ('content' in read) return read.content
    throw new Problem('invalid_value', {
      words: { detail: `文件不是有效的 YAML 或 JSON：${read.mistake}。请检查后重新上传。` },
    })
  }
}

async function readYaml(text: string): Promise<Reading> {
  const worker = new Worker(new URL('./yaml-worker.ts', import.meta.url), { workerData: text })
  const late = Promise.withResolvers<Reading>()
  const timer = setTimeout(() => late.resolve({ mistake: '内容过于复杂，读取超时' }), longestMs)
  try {
    return await Promise.race([read(worker), late.promise])
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

function read(worker: Worker): Promise<Reading> {
  return new Promise((resolve) => {
    worker.once('message', (reading: Reading) => resolve(reading))
    // out of memory or stack: the text, not the program
    worker.once('error', () => resolve({ mistake: '内容过于复杂，无法读取' }))
  })
}
