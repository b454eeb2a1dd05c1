// The shared theme as antd tokens and as CSS variables, so that no colour is written twice.
import type { ThemeConfig } from 'antd'
import { theme } from '#contract/theme.ts'

const { color, font, size } = theme

/** antd's tokens: flat, ink on paper, one seal red for decisions. */
export const antdTheme: ThemeConfig = {
  token: {
    colorPrimary: color.primary,
    colorLink: color.primary,
    colorError: color.seal,
    colorSuccess: color.met,
    colorWarning: color.judgement,
    colorInfo: color.primary,
    colorText: color.ink,
    colorTextSecondary: color.secondary,
    colorTextTertiary: color.secondary,
    colorTextPlaceholder: color.unknown,
    colorTextDescription: color.secondary,
    colorBorder: '#8C99A8',
    colorBorderSecondary: color.line,
    colorBgLayout: color.ground,
    colorBgContainer: color.surface,
    fontFamily: font.sans,
    fontSize: size.text,
    lineHeight: theme.lineHeight,
    borderRadius: theme.radius,
    borderRadiusLG: theme.radius,
    borderRadiusSM: theme.radius,
    sizeUnit: theme.unit,
    boxShadowTertiary: 'none',
    motionDurationMid: '0.1s',
    motionDurationSlow: '0.15s',
  },
  components: { Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' } },
}

/** Puts the theme on the page as `--ink`, `--line` … for the stylesheets. */
export function applyTheme(root: HTMLElement): void {
  for (const [name, value] of Object.entries(color)) root.style.setProperty(`--${name}`, value)
  root.style.setProperty('--sans', font.sans)
  root.style.setProperty('--serif', font.serif)
}
