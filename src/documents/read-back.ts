// Reads a made .docx back for the tests: unzips it, checks that its XML is well-formed, gives texts and table shapes.
import { inflateRawSync } from 'node:zlib'

const END_OF_DIRECTORY = 0x06054b50

/** The entries of a zip by name, as text. Throws when the bytes are no zip. */
export function unzipText(bytes: Uint8Array): Map<string, string> {
  const zip = Buffer.from(bytes)
  let end = zip.length - 22
  while (end >= 0 && zip.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1
  if (end < 0) throw new Error('no zip: the end of the central directory is missing')
  const entries = new Map<string, string>()
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = zip.readUInt16LE(at + 28)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    entries.set(name, entryText(zip, at))
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries
}

function entryText(zip: Buffer, header: number): string {
  const local = zip.readUInt32LE(header + 42)
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  const packed = zip.subarray(start, start + zip.readUInt32LE(header + 20))
  const stored = zip.readUInt16LE(header + 10) === 0
  return (stored ? packed : inflateRawSync(packed)).toString('utf8')
}

const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u
const LOOSE_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i
const TAG = /^<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>$/

/** What is wrong with the XML, or null: characters, entities, tags that don't nest. */
export function xmlFault(xml: string): string | null {
  if (NOT_XML.test(xml)) return 'a character that XML cannot hold'
  if (LOOSE_AMPERSAND.test(xml)) return 'a loose &'
  const open: string[] = []
  for (const token of xml.replace(/^<\?xml[^>]*\?>/, '').match(/<[^>]*>?|[^<]+/g) ?? []) {
    if (!token.startsWith('<')) continue
    const [, closing, name = '', , empty] = TAG.exec(token) ?? []
    if (name === '') return `no tag: ${token.slice(0, 60)}`
    if (closing && open.pop() !== name) return `</${name}> closes another`
    if (!closing && !empty) open.push(name)
  }
  return open.length === 0 ? null : `<${open.at(-1)}> is not closed`
}

/** The body of the document. */
export function bodyXml(bytes: Uint8Array): string {
  return unzipText(bytes).get('word/document.xml') ?? ''
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

function textOf(xml: string): string {
  const parts = xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:br\/>/g)
  return [...parts]
    .map(([tag, text]) => (tag === '<w:br/>' ? '\n' : (text ?? '')))
    .join('')
    .replace(/&(lt|gt|quot|apos|amp);/g, (whole, name: string) => ENTITIES[name] ?? whole)
}

export type ReadParagraph = { text: string; newPage: boolean }

/** Every paragraph in order, those in tables too. */
export function paragraphs(xml: string): ReadParagraph[] {
  return (xml.match(/<w:p>.*?<\/w:p>|<w:p\/>/gs) ?? []).map((each) => ({
    text: textOf(each),
    newPage: each.includes('<w:pageBreakBefore/>'),
  }))
}

export type ReadRow = { cells: { text: string; span: number; width: number }[]; whole: boolean }

/** Each table: the widths of its columns and its rows; `whole` rows are never split over two pages. */
export function tables(xml: string): { columns: number[]; rows: ReadRow[] }[] {
  return (xml.match(/<w:tbl>.*?<\/w:tbl>/gs) ?? []).map((table) => ({
    columns: [...table.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width)),
    rows: (table.match(/<w:tr>.*?<\/w:tr>/gs) ?? []).map(readRow),
  }))
}

function readRow(row: string): ReadRow {
  const cells = (row.match(/<w:tc>.*?<\/w:tc>/gs) ?? []).map((each) => ({
    text: paragraphs(each)
      .map((line) => line.text)
      .join('\n'),
    span: Number(/<w:gridSpan w:val="(\d+)"/.exec(each)?.[1] ?? 1),
    width: Number(/<w:tcW [^>]*w:w="(\d+)"/.exec(each)?.[1] ?? 0),
  }))
  return { cells, whole: row.includes('<w:cantSplit/>') }
}
