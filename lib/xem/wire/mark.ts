/**
 * How well something about the router is known: `D:key` documented by the vendor (key names the page),
 * `R` runbook, `I` inferred, `I:A-nn` inferred with an entry in the assumption register.
 */
export type Mark = `D:${string}` | 'R' | 'I' | `I:A-${number}`;
