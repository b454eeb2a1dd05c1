// The theme as CSS variables, for the head of every public page.
import { theme } from '#contract/theme.ts'

/** `:root{--ink:#…;…}` */
export function themeCss(): string {
  const { color, font, size, lineHeight, unit, radius } = theme
  const pixels = (values: Readonly<Record<string, number>>) =>
    Object.entries(values).map(([name, value]) => [name, `${value}px`] as const)
  const variables = [
    ...Object.entries(color),
    ...Object.entries(font),
    ...pixels(size),
    ...pixels({ unit, radius }),
    ['line-height', String(lineHeight)] as const,
  ]
  return `:root{${variables.map(([name, value]) => `--${name}:${value}`).join(';')}}`
}
