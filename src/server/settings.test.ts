// Settings: what an empty environment gives, and one clear sentence for each unusable value.
import { expect, test } from 'vitest'
import { readSettings } from './settings.ts'

test('an empty environment gives the embedded database and port 8020 of this machine alone', () => {
  expect(readSettings({ PORT: '', DATABASE_URL: '' })).toEqual({
    port: 8020,
    host: '127.0.0.1',
    publicUrl: undefined,
    dataDir: 'data',
    databaseUrl: undefined,
    databaseOwnerUrl: undefined,
    environment: 'development',
  })
})

test('a public address loses its closing slash', () => {
  expect(readSettings({ PUBLIC_URL: 'https://jiqun.example/' }).publicUrl).toBe(
    'https://jiqun.example',
  )
})

test.each([
  [{ PORT: '80a' }, '环境变量有误：PORT 应为 0 至 65535 的整数。'],
  [{ PORT: '65536' }, '环境变量有误：PORT 应为 0 至 65535 的整数。'],
  [{ PUBLIC_URL: 'jiqun' }, '环境变量有误：PUBLIC_URL 应为以 http:// 或 https:// 开头的地址。'],
  [
    { DATABASE_URL: 'mysql://a/b' },
    '环境变量有误：DATABASE_URL 应为以 postgres:// 或 postgresql:// 开头的地址。',
  ],
  [
    { DATABASE_OWNER_URL: 'postgres://a/b' },
    '环境变量有误：设置 DATABASE_OWNER_URL 时须同时设置 DATABASE_URL。',
  ],
  [{ NODE_ENV: 'prod' }, '环境变量有误：NODE_ENV 应为 development、production 或 test。'],
])('%j is refused in one sentence', (environment, sentence) => {
  expect(() => readSettings(environment)).toThrow(new Error(sentence))
})
