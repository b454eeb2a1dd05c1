// The rules of docs/architecture.md that a machine can check: who imports whom, sizes, names, and what no file may say.
import { execFile } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

const root = dirname(import.meta.dirname)
const sourceFolders = ['src', 'test', 'bench', 'scripts', 'docs', 'policy', 'reference', '.ci']

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}

const top = readdirSync(root, { withFileTypes: true })
const ownFiles = [
  ...top.filter((entry) => entry.isFile()).map(({ name }) => name),
  ...top
    .filter((entry) => entry.isDirectory() && sourceFolders.includes(entry.name))
    .flatMap(({ name }) => filesUnder(join(root, name))),
]
const code = ownFiles.filter((file) => /\.(tsx?|mjs|css|sql)$/.test(file))
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const saying = (files: readonly string[], pattern: RegExp) =>
  files.filter((file) => pattern.test(read(file)))

/** Each line: a file, what it imports, and the rule that refuses it (undefined: allowed). */
const imports: readonly [string, string, string | undefined][] = [
  ['src/domain/a.ts', 'zod', undefined],
  ['src/domain/a.ts', 'decimal.js', undefined],
  ['src/domain/a.ts', '#domain/text.ts', undefined],
  ['src/domain/a.ts', 'node:fs', 'no-restricted-imports'],
  ['src/domain/a.ts', 'pg', 'no-restricted-imports'],
  ['src/domain/a.ts', '#contract/endpoint.ts', 'no-restricted-imports'],
  ['src/domain/review/a.ts', '../../db/open.ts', 'no-restricted-imports'],
  ['src/domain/a.test.ts', 'node:fs', undefined],
  ['src/domain/a.test.ts', '#db/open.ts', 'no-restricted-imports'],
  ['src/contract/a.ts', '#domain/text.ts', undefined],
  ['src/contract/a.ts', '#server/http.ts', 'no-restricted-imports'],
  ['src/db/a.ts', '#domain/text.ts', undefined],
  ['src/db/a.ts', '#contract/endpoint.ts', 'no-restricted-imports'],
  ['src/documents/a.ts', 'docx', undefined],
  ['src/documents/a.ts', '#db/open.ts', 'no-restricted-imports'],
  ['src/server/review/a.ts', '#db/open.ts', undefined],
  ['src/server/review/a.ts', '#documents/form.ts', undefined],
  ['src/server/review/a.ts', '../notice/queries.ts', undefined],
  ['src/server/review/a.ts', '../notice/actions.ts', 'no-restricted-imports'],
  ['src/server/review/a.ts', '#server/notice/routes.ts', 'no-restricted-imports'],
  ['src/server/review/a.ts', '#web/api.ts', 'no-restricted-imports'],
  ['src/server/review/a.ts', '#test/world.ts', 'no-restricted-imports'],
  ['src/server/review/a.test.ts', '#test/world.ts', undefined],
  ['src/web/a.tsx', '#contract/endpoint.ts', undefined],
  ['src/web/a.tsx', '#db/tables.ts', 'no-restricted-imports'],
  ['src/web/a.tsx', 'node:path', 'no-restricted-imports'],
  ['src/web/routes.tsx', './review/desk.tsx', undefined],
  ['src/web/review/a.tsx', '../notice/page.tsx', 'no-restricted-imports'],
  ['src/web/ui/a.tsx', '#web/review/desk.tsx', 'no-restricted-imports'],
  ['src/site/a.tsx', '#domain/text.ts', undefined],
  ['src/site/a.tsx', '#contract/endpoint.ts', 'no-restricted-imports'],
  ['src/cli/a.ts', '#server/settings.ts', undefined],
  ['src/cli/a.ts', '#web/api.ts', 'no-restricted-imports'],
  ['src/server/ring.ts', '#server/ring-back.ts', 'no-cycle'],
  ['src/server/ring-back.ts', './ring.ts', 'no-cycle'],
]

const Report = z.object({
  diagnostics: z.array(
    z.object({
      code: z.string(),
      filename: z.string(),
      labels: z.array(z.object({ span: z.object({ line: z.number() }) })),
    }),
  ),
})

let folder: string
let refusals: ReadonlyMap<string, string>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jiqun-layout-'))
  for (const file of ['.oxlintrc.json', 'tsconfig.json', 'package.json'])
    cpSync(join(root, file), join(folder, file))
  for (const [file, lines] of Map.groupBy(imports, ([name]) => name)) {
    const text = lines.map(([, from], index) => `export { v${index} } from '${from}'\n`)
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text.join(''))
  }
  refusals = await lint()
})

afterAll(() => rmSync(folder, { recursive: true }))

/** Rules broken, by «file:line». */
async function lint(): Promise<ReadonlyMap<string, string>> {
  const program = join(root, 'node_modules/oxlint/bin/oxlint')
  const output = await new Promise<string>((done) => {
    execFile(process.execPath, [program, '-f', 'json', '.'], { cwd: folder }, (_, out) => done(out))
  })
  const { diagnostics } = Report.parse(JSON.parse(output))
  return new Map(
    diagnostics.map(({ code: rule, filename, labels }) => [
      `${filename}:${labels[0]?.span.line}`,
      rule.replace(/^.*\(|\)$/g, ''),
    ]),
  )
}

test.each(imports)('lint of %s on the import of %s answers %s', (file, from, rule) => {
  const line = imports.filter(([name]) => name === file).findIndex(([, other]) => other === from)
  expect(refusals.get(`${file}:${line + 1}`)).toBe(rule)
})

test('no code file is longer than 400 lines', () => {
  const long = code.filter((file) => read(file).trimEnd().split('\n').length > 400)
  expect(long).toEqual([])
})

test('half of the code files have at most 80 lines', () => {
  const own = code.filter((file) => file.startsWith('src/') && !file.endsWith('.test.ts'))
  const lengths = own.map((file) => read(file).split('\n').length).toSorted((a, b) => a - b)
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(80)
})

test('every code file opens with what it is for', () => {
  expect(code.filter((file) => !/^(\/\/|\/\*\*?|--)\s+\S/.test(read(file)))).toEqual([])
})

test('files are named in kebab-case, and no name says nothing', () => {
  const names = code.filter((file) => !file.startsWith('src/db/migrations/'))
  const wrong = names.filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/.test(basename(file)))
  const empty = /(^|\/)(utils?|helpers?|common|managers?|services?|dto|v2|index)(\/|\.tsx?$)/
  expect([...wrong, ...names.filter((file) => empty.test(file))]).toEqual([])
})

test('folders under src are at most four deep', () => {
  expect(code.filter((file) => file.split('/').length > 6)).toEqual([])
})

test('the domain has no clock and no chance of its own', () => {
  const domain = code.filter((file) => /^src\/domain\/.*(?<!\.test)\.ts$/.test(file))
  expect(saying(domain, /Date\.now\(|new Date\(\)|Math\.random\(|crypto\./)).toEqual([])
})

test('what county offices load uses no Temporal', () => {
  const loaded = code.filter((file) => /^src\/(domain|contract|web|site)\//.test(file))
  expect(saying(loaded, /\bTemporal\./)).toEqual([])
})

test('no test replaces a module', () => {
  const mocks = /\bvi\s*\.(mock|doMock)\(/
  expect(
    saying(
      code.filter((file) => file.endsWith('.test.ts')),
      mocks,
    ),
  ).toEqual([])
})

test('no file names a place of this machine or a registry of its own', () => {
  const home = homedir() === '/' ? [] : [`${homedir()}/`]
  const places = [join(root, 'src'), join(root, 'node_modules'), ...home]
  const named = ownFiles.filter((file) => places.some((place) => read(file).includes(place)))
  const registry = /^\s*registry\s*=|https?:\/\/[^\s'"]*(registry|npm-proxy)/m
  expect([...named, ...saying(ownFiles, registry)]).toEqual([])
})

test('the lock file names no address: packages come from whatever registry the machine has', () => {
  const lock = z
    .object({ packages: z.record(z.string(), z.object({ resolved: z.string().optional() })) })
    .parse(JSON.parse(read('package-lock.json')))
  const addressed = Object.values(lock.packages).filter(({ resolved }) => resolved !== undefined)
  expect(addressed).toEqual([])
})

test('every direct dependency is pinned to one version', () => {
  const Versions = z.record(z.string(), z.string()).default({})
  const manifest = z
    .object({ dependencies: Versions, devDependencies: Versions, optionalDependencies: Versions })
    .parse(JSON.parse(read('package.json')))
  const loose = Object.values(manifest)
    .flatMap((versions) => Object.entries(versions))
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
  expect(loose).toEqual([])
})
