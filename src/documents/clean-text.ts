// Text of people made fit for XML: escaping is the library's, but some characters cannot stand in XML 1.0 at all.

const NOT_IN_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu
const LINE_ENDS = /\r\n|[\r\u0085\u2028\u2029]/g

/** Drops what XML 1.0 cannot hold (control characters, lone surrogates), makes every line end «\n» and a tab a space. */
export function cleanText(text: string): string {
  return text.replace(NOT_IN_XML, '').replace(LINE_ENDS, '\n').replaceAll('\t', ' ')
}
