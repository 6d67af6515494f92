/**
 * Which class names rule each other out. Only what is overridden from outside in this project: the library's whole
 * table weighs twice as much in the browser, and doesn't know our names for sizes.
 */
const anything = () => true;

/** `[0.625rem]`, where the same prefix also takes colours. */
const isArbitraryLength = (value: string) => /^\[[\d.-]/.test(value);

/** `p-1`, `p-row` and the like: whatever follows the prefix sets the same thing. */
const byPrefix = [
  ...['p', 'px', 'py', 'pt', 'pr', 'pb', 'pl', 'm', 'mx', 'my', 'mt', 'mr', 'mb', 'ml'],
  ...['w', 'h', 'size', 'min-w', 'max-w', 'min-h', 'max-h', 'gap', 'gap-x', 'gap-y'],
  ...['inset', 'inset-x', 'inset-y', 'top', 'right', 'bottom', 'left', 'z', 'order', 'basis'],
  ...[
    'grid-cols',
    'grid-rows',
    'col-span',
    'row-span',
    'items',
    'content',
    'self',
    'justify',
    'justify-self',
  ],
  ...[
    'place-items',
    'place-content',
    'leading',
    'tracking',
    'bg',
    'opacity',
    'shadow',
    'cursor',
    'line-clamp',
  ],
  ...['overflow', 'overflow-x', 'overflow-y', 'whitespace', 'rounded', 'rounded-t', 'rounded-b'],
];

const sides = ['', 'x', 'y', 't', 'r', 'b', 'l'];

export const classGroups = {
  ...Object.fromEntries(byPrefix.map((prefix) => [prefix, [{ [prefix]: ['', anything] }]])),
  display: [
    'block',
    'inline-block',
    'inline',
    'flex',
    'inline-flex',
    'grid',
    'inline-grid',
    'contents',
    'hidden',
  ],
  position: ['static', 'fixed', 'absolute', 'relative', 'sticky'],
  'flex-direction': [{ flex: ['row', 'col', 'row-reverse', 'col-reverse'] }],
  'flex-wrap': [{ flex: ['wrap', 'nowrap'] }],
  flex: [{ flex: ['1', 'auto', 'none'] }],
  grow: [{ grow: ['', '0'] }],
  shrink: [{ shrink: ['', '0'] }],
  'text-size': [{ text: ['micro', 'small', 'body', 'title', 'page', 'figure', isArbitraryLength] }],
  'text-align': [{ text: ['left', 'center', 'right', 'start', 'end'] }],
  'text-color': [{ text: [anything] }],
  'font-weight': [{ font: ['normal', 'medium', 'semibold', 'bold'] }],
  'font-family': [{ font: ['sans', 'mono'] }],
  ...Object.fromEntries(
    sides.map((side) => [
      `border-width-${side}`,
      [{ [side ? `border-${side}` : 'border']: ['', '0', '2', isArbitraryLength] }],
    ]),
  ),
  'border-style': [{ border: ['solid', 'dashed', 'none'] }],
  'border-color': [{ border: [anything] }],
};

export const classConflicts = {
  p: ['px', 'py', 'pt', 'pr', 'pb', 'pl'],
  px: ['pr', 'pl'],
  py: ['pt', 'pb'],
  m: ['mx', 'my', 'mt', 'mr', 'mb', 'ml'],
  mx: ['mr', 'ml'],
  my: ['mt', 'mb'],
  size: ['w', 'h'],
  gap: ['gap-x', 'gap-y'],
  inset: ['inset-x', 'inset-y', 'top', 'right', 'bottom', 'left'],
  'inset-x': ['left', 'right'],
  'inset-y': ['top', 'bottom'],
  overflow: ['overflow-x', 'overflow-y'],
  rounded: ['rounded-t', 'rounded-b'],
  flex: ['grow', 'shrink', 'basis'],
  'border-width-': sides.slice(1).map((side) => `border-width-${side}`),
};
