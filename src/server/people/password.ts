// Passwords: argon2id by Node's own implementation, stored with the parameters they were made with.
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** RFC 9106, second recommended option scaled to 19 MiB, as OWASP advises for interactive sign-in. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const

interface Cost {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
  readonly tagLength: number
}

async function tag(password: string, nonce: Buffer, used: Cost): Promise<Buffer> {
  return derive('argon2id', { message: password.normalize('NFC'), nonce, ...used })
}

/** `argon2id$memory$passes$parallelism$salt$tag`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const made = await tag(password, nonce, cost)
  return [
    'argon2id',
    cost.memory,
    cost.passes,
    cost.parallelism,
    nonce.toString('base64url'),
    made.toString('base64url'),
  ].join('$')
}

/** False for a wrong password and for a stored text that is no hash. Takes the same time for both. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [kind, memory, passes, parallelism, salt, held] = stored.split('$')
  const known = kind === 'argon2id' && salt !== undefined && held !== undefined
  const expected = known ? Buffer.from(held, 'base64url') : Buffer.alloc(cost.tagLength)
  const used = known
    ? {
        memory: Number(memory),
        passes: Number(passes),
        parallelism: Number(parallelism),
        tagLength: expected.length,
      }
    : cost
  const made = await tag(password, known ? Buffer.from(salt, 'base64url') : Buffer.alloc(16), used)
  return known && made.length === expected.length && timingSafeEqual(made, expected)
}

const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A random password without look-alike characters: four groups of four, about 79 bits. */
export function randomPassword(): string {
  const letter = (byte: number) => alphabet[byte % alphabet.length] ?? 'a'
  const letters = [...randomBytes(64)]
    .filter((byte) => byte < 248)
    .slice(0, 16)
    .map(letter)
    .join('')
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}
