// Parses one YAML text off the main thread and posts what it holds, or the first line of what is wrong with it.
import { parentPort, workerData } from 'node:worker_threads'
import { parse } from 'yaml'

export type Reading = { readonly content: unknown } | { readonly mistake: string }

function readYaml(text: string): Reading {
  try {
    // aliases are limited so that a small text can't unfold into a huge one
    const content: unknown = parse(text, { maxAliasCount: 100, logLevel: 'error' })
    // what refers to itself is no JSON, and everything behind this point is
    return { content: content === undefined ? null : JSON.parse(JSON.stringify(content)) }
  } catch (error) {
    if (error instanceof RangeError) return { mistake: '层次过深' }
    if (error instanceof TypeError) return { mistake: '内容引用了自身' }
    return { mistake: error instanceof Error ? (error.message.split('\n')[0] ?? '') : '' }
  }
}

parentPort?.postMessage(readYaml(String(workerData)))
