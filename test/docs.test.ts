// What the documents say of the repository is so: every link, path, command, column, variable, folder and table they name.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand } from '#cli/commands.ts'
import { tableKinds } from '#db/table-kinds.ts'
import { listingColumns } from '#server/registry/export.ts'

const root = dirname(import.meta.dirname)
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** Everything of ours in the folder, relative to the root; nothing that was installed, built or written by running. */
function filesUnder(folder: string): string[] {
  const left = ['node_modules', 'dist', 'data', 'test-results', '.git']
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = relative(root, join(root, folder, entry.name))
    if (!entry.isDirectory()) return entry.isFile() ? [path] : []
    return left.includes(entry.name) ? [] : filesUnder(path)
  })
}

const own = filesUnder('.')
const documents = own.filter((file) => file.endsWith('.md'))
const readmes = ['README.md', 'README.zh-CN.md'] as const

/** Paths of the repository named in a text, with or without backticks; `policy/…/*.yaml` names its folder. */
function pathsIn(text: string): string[] {
  const found = text.match(
    /(?<![\w./-])(?:src|policy|reference|scripts|test|bench|docs|\.ci)\/[\w./-]*/g,
  )
  return [...new Set(found?.map((path) => path.replace(/[./]+$/, '')) ?? [])].toSorted()
}

test.each(documents)('every relative link of %s leads somewhere', (file) => {
  const targets = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) =>
    /^(https?:|#)/.test(target) ? [] : [target.replace(/#.*$/, '')],
  )
  const lost = targets.filter((target) => !existsSync(join(root, dirname(file), target)))
  expect(lost).toEqual([])
})

test.each(documents)('every path that %s names is there', (file) => {
  expect(pathsIn(read(file)).filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test.each(readmes)('%s names the two commands and leads to the other language', (file) => {
  const text = read(file)
  const other = readmes.find((name) => name !== file) ?? ''
  expect(text).toMatch(/^npm start$/m)
  expect(text).toMatch(/^npm test$/m)
  expect(text).toContain(`](${other})`)
})

test('both languages of the README name the same paths', () => {
  const [english, chinese] = readmes.map((file) => pathsIn(read(file)))
  expect(chinese).toEqual(english)
})

test.each(readmes)('%s names every command as the program itself does', async (file) => {
  const lines: string[] = []
  const io = {
    write: async () => undefined,
    complain: (line: string) => {
      lines.push(line)
    },
    folder: root,
  }
  expect(await runCommand([], io)).toBe(2)
  const usages = lines.flatMap((line) => /^ {2}(\S.*?) {2,}/.exec(line)?.[1] ?? [])
  expect(usages.length).toBeGreaterThan(3)
  const text = read(file).replaceAll('\\|', '|')
  expect(usages.filter((usage) => !text.includes(`\`${usage}\``))).toEqual([])
})

test.each(readmes)('%s explains every column of the export', (file) => {
  const first = [...read(file).matchAll(/^\| (`[^|]+`) \|/gm)].map(([, cell = '']) => cell).join()
  expect(listingColumns.filter((column) => !first.includes(`\`${column}\``))).toEqual([])
})

test.each([...readmes, 'docs/operations.md'])('%s names every environment variable', (file) => {
  const variables = read('src/server/settings.ts').match(/^ {2}[A-Z][A-Z_]+(?=:)/gm) ?? []
  expect(variables.length).toBeGreaterThan(3)
  const text = read(file)
  expect(variables.filter((name) => !text.includes(`\`${name.trim()}\``))).toEqual([])
})

test('every folder under src has its sentence in CONTRIBUTING', () => {
  const folders = new Set(
    own.filter((file) => file.startsWith('src/')).map((file) => dirname(file)),
  )
  const said = [...read('CONTRIBUTING.md').matchAll(/^\| `(src\/[^`]*)` \| [^|]+\. \|$/gm)]
  expect(said.map(([, folder = '']) => folder).toSorted()).toEqual(
    [...folders].filter((folder) => folder !== 'src').toSorted(),
  )
})

test('docs/database.md lists every table under its kind', () => {
  const rows = [...read('docs/database.md').matchAll(/^\| `(\w+)` \| (`.*?`) \| [^|]+ \|$/gm)]
  const listed = rows.flatMap(([, kind = '', tables = '']) =>
    tables.split(' ').map((table) => [table.replaceAll('`', ''), kind] as const),
  )
  expect(Object.fromEntries(listed)).toEqual(tableKinds)
  expect(listed).toHaveLength(Object.keys(tableKinds).length)
})

test('decisions are numbered without a gap, dated, and name what was refused', () => {
  const files = own.filter((file) => file.startsWith('docs/decisions/')).toSorted()
  expect(files.length).toBeGreaterThan(0)
  for (const [index, file] of files.entries()) {
    const number = String(index + 1).padStart(4, '0')
    expect(file).toMatch(new RegExp(`/${number}-[a-z0-9-]+\\.md$`))
    const text = read(file)
    expect(text).toMatch(new RegExp(`^# ${number} .+\\n\\n\\d{4}-\\d\\d-\\d\\d · `))
    for (const part of ['Context', 'Decision', 'Consequence'])
      expect(text).toContain(`**${part}.**`)
    expect(text).toMatch(/\*\*Alternatives?\.\*\*|not its runner-up/)
  }
})

test('pictures are small enough to be read on a slow line', () => {
  const pictures = own.filter((file) => file.startsWith('docs/pictures/'))
  expect(pictures.length).toBeGreaterThan(0)
  const large = pictures.filter((file) => statSync(join(root, file)).size > 400 * 1024)
  expect(large).toEqual([])
})

test('no text file names a place of one machine or a registry but the public one', () => {
  const texts = own.filter((file) =>
    /\.(md|tsx?|mjs|js|json|ya?ml|css|html|sql|txt)$|\.npmrc$|run$/.test(file),
  )
  const homes = ['home', 'root', 'Users', 'work', 'workspace', 'mnt', 'opt', 'srv'].join('|')
  const place = new RegExp(`(?<![\\w.:)}\\]-])/(?:${homes})/[\\w.-]|\\b[A-Z]:\\\\\\w`)
  const registry = /https?:\/\/[^\s'"/]*(?:registry|npm|mirror|proxy)|_auth[T]oken/i
  const saying = texts.filter((file) => place.test(read(file)) || registry.test(read(file)))
  expect(saying).toEqual([])
})
