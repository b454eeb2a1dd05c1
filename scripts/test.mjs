// `npm test`: every check in turn, each announced; one failing step does not hide the next.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { ensureChromium } from './chromium.mjs'
import { ensureInstalled, node, root } from './install.mjs'

const folder = mkdtempSync(join(tmpdir(), 'jiqun-report-'))
const total = { passed: 0, failed: 0 }
const complaints = []

function step(title, act) {
  console.log(`\n▸ ${title}`)
  const started = Date.now()
  const { passed, failed } = act()
  total.passed += passed
  total.failed += failed
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(`  ${failed === 0 ? 'ok' : 'FAILED'} after ${seconds} s`)
  if (failed > 0) complaints.push(`${title}: ${failed} failed`)
}

function one(ok) {
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Runs a script of an installed package under the pinned Node. */
function run(script, args, env = {}) {
  const { status } = spawnSync(node, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`, ...env },
  })
  return status === 0
}

function vitest(project, env) {
  const file = join(folder, `${project}-${Math.random()}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const ok = run('vitest/vitest.mjs', ['run', '--project', project, ...reporters], env)
  const { passed, failed } = readCounts(file)
  // A failure outside any test (a broken file, an unhandled rejection) must count too.
  return { passed, failed: ok ? failed : Math.max(failed, 1) }
}

function readCounts(file) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    return { passed: report.numPassedTests, failed: report.numFailedTests }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

console.log('▸ packages and browser')
ensureInstalled()
const chromium = ensureChromium()

step('types (tsc)', () => one(run('typescript/bin/tsc', ['-p', 'tsconfig.json'])))
step('types of the domain, without Node and DOM (tsc)', () =>
  one(run('typescript/bin/tsc', ['-p', 'tsconfig.domain.json'])),
)
step('format (biome)', () => one(run('@biomejs/biome/bin/biome', ['format', '.'])))
step('lint (oxlint)', () => one(run('oxlint/bin/oxlint', ['.'])))
step('pages (vite build)', () => one(ensureBuilt()))
step('unit, database and API tests (vitest)', () => vitest('node'))
if (process.env.TEST_DATABASE_URL) {
  step('the same tests on a PostgreSQL server (vitest)', () =>
    vitest('node', {
      DATABASE_URL: process.env.TEST_DATABASE_URL,
      DATABASE_OWNER_URL: process.env.TEST_DATABASE_OWNER_URL,
    }),
  )
}
step('browser tests in Chromium (vitest)', () => {
  if (chromium) return vitest('journeys', { CHROMIUM_PATH: chromium })
  console.error('  No Chromium: install the package chromium, or set CHROMIUM_PATH.')
  return one(false)
})

rmSync(folder, { recursive: true, force: true })
console.log('')
for (const complaint of complaints) console.log(`✗ ${complaint}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)
