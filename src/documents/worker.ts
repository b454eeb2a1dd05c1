// The worker's side of in-worker.ts: makes one document a message and sends its bytes back.
import { parentPort } from 'node:worker_threads'
import { documents } from './kinds.ts'
import type { ContentOf, DocumentKind } from './kinds.ts'

export type Order<K extends DocumentKind = DocumentKind> = { kind: K; content: ContentOf<K> }
export type Delivery = { bytes: Uint8Array } | { error: string }

async function deliver(order: Order): Promise<Delivery> {
  try {
    return { bytes: await documents[order.kind](order.content) }
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

parentPort?.on('message', (order: Order) => {
  void deliver(order).then((delivery) => parentPort?.postMessage(delivery))
})
