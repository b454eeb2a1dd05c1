// As whom the database server runs: PostgreSQL refuses to run as root, so root lends it another face.
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, lchownSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface Identity {
  /** Words put before the command line. */
  readonly prefix: readonly string[]
  /** Options for spawn. */
  readonly spawn: { readonly uid?: number; readonly gid?: number }
  /** Hands a folder to the server's user. */
  own(folder: string): void
}

const nobody = 65_534
const asOurselves: Identity = { prefix: [], spawn: {}, own: () => undefined }
const namespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000'] as const

/** Chosen so that a cluster made earlier under another user still opens. */
export function identityFor(dataDir: string, clusterDir: string): Identity {
  if (process.getuid?.() !== 0) return asOurselves
  const owner = existsSync(clusterDir) ? statSync(clusterDir) : undefined
  if (owner && owner.uid !== 0) return as(owner.uid, owner.gid)
  // Inside a user namespace root looks like an ordinary user and keeps its files.
  if (namespaceWorks()) return { ...asOurselves, prefix: namespace }
  chmodSync(dataDir, 0o711)
  if (owner) chownTree(clusterDir, nobody, nobody)
  return as(nobody, nobody)
}

function as(uid: number, gid: number): Identity {
  return { prefix: [], spawn: { uid, gid }, own: (folder) => chownSync(folder, uid, gid) }
}

function namespaceWorks(): boolean {
  const [program, ...args] = namespace
  return spawnSync(program, [...args, 'true'], { stdio: 'ignore' }).status === 0
}

function chownTree(folder: string, uid: number, gid: number): void {
  lchownSync(folder, uid, gid)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) chownTree(path, uid, gid)
    else lchownSync(path, uid, gid)
  }
}
