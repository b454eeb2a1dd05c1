// Colours, type and spacing shared by the working application and the public pages. Every text pair has contrast ≥ 4.5.
export const theme = {
  color: {
    ink: '#1B2733',
    secondary: '#56657A',
    line: '#DDE3EA',
    ground: '#F6F7F9',
    surface: '#FFFFFF',
    /** Links and actions. */
    primary: '#1F5FA8',
    /** Decisions and warnings of loss. */
    seal: '#B3261E',
    met: '#1E7B4F',
    judgement: '#8A6100',
    unknown: '#6B7280',
  },
  font: {
    sans: "'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', sans-serif",
    serif: "'Songti SC', 'Noto Serif CJK SC', 'Noto Serif SC', SimSun, serif",
  },
  size: { small: 12, text: 14, large: 16, heading: 20, title: 28 },
  lineHeight: 1.6,
  unit: 4,
  radius: 4,
} as const
