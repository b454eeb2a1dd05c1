// The one place that reads the environment: what an installation may set, and what it gets otherwise.
import { z } from 'zod'

const emptyIsAbsent = (value: unknown) => (value === '' ? undefined : value)

const url = (name: string, schemes: readonly string[]) =>
  z.preprocess(
    emptyIsAbsent,
    z
      .string()
      .refine(
        (text) => URL.canParse(text) && schemes.includes(new URL(text).protocol),
        `${name} 应为以 ${schemes.map((scheme) => `${scheme}//`).join(' 或 ')} 开头的地址`,
      )
      .optional(),
  )

const Environment = z.object({
  PORT: z.preprocess(
    emptyIsAbsent,
    z
      .string()
      .regex(/^\d{1,5}$/, 'PORT 应为 0 至 65535 的整数')
      .transform(Number)
      .refine((port) => port <= 65_535, 'PORT 应为 0 至 65535 的整数')
      .default(8020),
  ),
  HOST: z.preprocess(emptyIsAbsent, z.string().default('127.0.0.1')),
  PUBLIC_URL: url('PUBLIC_URL', ['http:', 'https:']),
  DATA_DIR: z.preprocess(emptyIsAbsent, z.string().default('data')),
  DATABASE_URL: url('DATABASE_URL', ['postgres:', 'postgresql:']),
  DATABASE_OWNER_URL: url('DATABASE_OWNER_URL', ['postgres:', 'postgresql:']),
  NODE_ENV: z.preprocess(
    emptyIsAbsent,
    z
      .enum(['development', 'production', 'test'], 'NODE_ENV 应为 development、production 或 test')
      .default('development'),
  ),
})

export interface Settings {
  /** 0 lets the system choose a free port. */
  readonly port: number
  readonly host: string
  /** How people reach the site, without a closing slash; undefined: the address it listens on. */
  readonly publicUrl: string | undefined
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly databaseOwnerUrl: string | undefined
  readonly environment: 'development' | 'production' | 'test'
}

/** Reads settings once; throws one sentence that names the variable when a value is unusable. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) throw new Error(`环境变量有误：${parsed.error.issues[0]?.message}。`)
  const { data } = parsed
  if (data.DATABASE_OWNER_URL !== undefined && data.DATABASE_URL === undefined)
    throw new Error('环境变量有误：设置 DATABASE_OWNER_URL 时须同时设置 DATABASE_URL。')
  return {
    port: data.PORT,
    host: data.HOST,
    publicUrl: data.PUBLIC_URL?.replace(/\/+$/, ''),
    dataDir: data.DATA_DIR,
    databaseUrl: data.DATABASE_URL,
    databaseOwnerUrl: data.DATABASE_OWNER_URL,
    environment: data.NODE_ENV,
  }
}
