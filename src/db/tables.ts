// The tables as TypeScript sees them.

export interface Tables {}
