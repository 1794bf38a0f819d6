/** The style of ladders, in the colours of the palette. */
export const ladderStyle = `svg text { fill: var(--ink); font: 11.5px var(--sans); font-variant-numeric: tabular-nums; }
svg .quiet { fill: var(--soft); font-size: 10.5px; }
svg .fn { font-family: var(--mono); font-size: 11px; paint-order: stroke; stroke: var(--card); stroke-width: 4px; stroke-linejoin: round; }
svg .decides .fn, svg .decides .quiet { font-weight: 700; fill: var(--accent); }
svg .lane { stroke: var(--line); stroke-width: 1; }
svg .grid { stroke: var(--line); }
svg .head { font-weight: 600; }
svg .arrow { stroke: var(--ink); stroke-width: 1.3; fill: none; } svg .tip { fill: var(--ink); stroke: none; }
svg .return .arrow { stroke: var(--soft); stroke-dasharray: 4 3; } 
svg .return .tip, svg .return .fn { fill: var(--soft); }
svg .signal .arrow { stroke-width: 2.4; }
svg .decides .arrow { stroke: var(--accent); stroke-width: 2.2; } svg .decides .tip { fill: var(--accent); }
svg .band { fill: color-mix(in srgb, var(--accent) 9%, transparent); }
svg .fold { fill: var(--faint); stroke: var(--line); } svg .fold-text { fill: var(--soft); }
svg .gap { fill: color-mix(in srgb, var(--inconclusive) 16%, transparent); }
`;
