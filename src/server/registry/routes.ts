// How the public registry is asked. The pages and searches join here.
import type { FastifyInstance } from 'fastify'
import type { App } from '../action.ts'

export async function registryRoutes(
  _server: FastifyInstance,
  _app: App,
  _dist: string | undefined,
): Promise<void> {}
