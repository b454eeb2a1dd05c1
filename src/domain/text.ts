// Text as Word counts it (字数), and digits as people type them in Chinese input.

/** Ranges of East-Asian characters and full-width marks (Unicode UAX #11, W and F), and half-width kana and hangul. */
const EAST_ASIAN: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xffdc],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
]

/** A label in quotation marks; quotes inside it become single ones (GB/T 15834): “专精特新‘小巨人’企业数量”. */
export function quote(label: string): string {
  const inner = label.includes('“') ? label.replaceAll('“', '‘').replaceAll('”', '’') : label
  return `“${inner}”`
}

/** Marks of Chinese punctuation that Unicode shares with Latin text: “ ” ‘ ’ — … · */
const SHARED_MARKS = new Set([0x201c, 0x201d, 0x2018, 0x2019, 0x2014, 0x2026, 0xb7])

type CharClass = 'space' | 'nothing' | 'east_asian' | 'shared' | 'other'

function classOf(code: number): CharClass {
  if (code < 0x80) return code <= 0x20 ? 'space' : 'other'
  if (SHARED_MARKS.has(code)) return 'shared'
  if (isSpace(code)) return 'space'
  if (isInvisible(code)) return 'nothing'
  if (code < 0x1100) return 'other'
  return EAST_ASIAN.some(([from, to]) => code >= from && code <= to) ? 'east_asian' : 'other'
}

function isSpace(code: number): boolean {
  const lineOrThin = (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029
  return lineOrThin || code === 0xa0 || code === 0x202f || code === 0x3000
}

/** Joiners and variation selectors change how a character looks, not how many there are. */
function isInvisible(code: number): boolean {
  const joiner = (code >= 0x200b && code <= 0x200f) || code === 0xfeff
  return joiner || (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef)
}

/**
 * Word's 字数: every East-Asian character or full-width mark is one, every run of other non-space characters is one
 * («3.5%», «12,000», «GB/T» are one each). A mark shared with Latin text is a full-width mark unless it stands inside
 * a Latin run («it’s» is one). The only counter: browser, server and imports agree because they call it.
 */
export function countWords(text: string): number {
  const classes: CharClass[] = []
  for (const char of text) {
    const kind = classOf(char.codePointAt(0) ?? 0)
    if (kind !== 'nothing') classes.push(kind)
  }
  let count = 0
  let inRun = false
  for (const [index, kind] of classes.entries()) {
    const insideRun = kind === 'shared' && inRun && classes[index + 1] === 'other'
    if (kind === 'other' || insideRun) {
      if (!inRun) count += 1
      inRun = true
    } else {
      if (kind !== 'space') count += 1
      inRun = false
    }
  }
  return count
}

const PLAIN: Record<string, string> = {
  '．': '.',
  '。': '.',
  '，': ',',
  '％': '%',
  '－': '-',
  '−': '-',
  '﹣': '-',
  '＋': '+',
}

const GROUPED = /^-?\d{1,3}([, ]\d{3})+(\.\d+)?$/

/**
 * A number as typed in Chinese input made plain: full-width digits and signs become ASCII, well-placed thousands
 * separators and a leading «+» go, «.5» becomes «0.5». «1,23» keeps its comma, so that it is refused as no number.
 */
export function normaliseDigits(text: string): string {
  let plain = ''
  for (const char of text.trim()) {
    const code = char.codePointAt(0) ?? 0
    const fullWidthDigit = code >= 0xff10 && code <= 0xff19
    plain += fullWidthDigit ? String.fromCodePoint(code - 0xfee0) : (PLAIN[char] ?? char)
  }
  plain = plain.replace(/^\+/, '').replace(/^(-?)\./, '$10.')
  return GROUPED.test(plain) ? plain.replaceAll(/[, ]/g, '') : plain
}
