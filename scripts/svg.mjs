// A screen of the terminal emulator as SVG: one text element for each run of equal cells, each stretched to
// its cells, so that columns stand in line whatever font there is.

// Whole numbers: rectangles of neighbours meet without a seam.
const CELL_WIDTH = 9;
const CELL_HEIGHT = 19;
const FONT_SIZE = 15;
const MARGIN = 14;
const FOREGROUND = '#d8dee6';
const BACKGROUND = '#14181d';
/** The sixteen colours of a terminal, all readable on the background. */
const PALETTE = [
  '#2b3138',
  '#ef7a7a',
  '#8fd19e',
  '#e6c07b',
  '#7db7f0',
  '#d49ae0',
  '#6fd0d6',
  '#d8dee6',
  '#7d8894',
  '#ff9a9a',
  '#a8e6b4',
  '#f4d58f',
  '#9ccbff',
  '#e3b4ec',
  '#8be3e8',
  '#ffffff',
];
const FONT =
  "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK JP', monospace";

/**
 * @param buffer the active buffer of an xterm terminal
 * @param size columns, rows, and the title that a screen reader reads
 */
export function svgOf(buffer, { columns, rows, title }) {
  const width = columns * CELL_WIDTH + 2 * MARGIN;
  const height = rows * CELL_HEIGHT + 2 * MARGIN;
  const parts = [];
  for (let row = 0; row < rows; row += 1) {
    const line = buffer.getLine(buffer.baseY + row);
    if (line === undefined) continue;
    for (const run of runsOf(line, columns)) parts.push(...draw(run, row));
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" rx="8" fill="${BACKGROUND}"/>
<g font-family="${FONT}" font-size="${FONT_SIZE}" fill="${FOREGROUND}" xml:space="preserve">
${parts.join('\n')}
</g>
</svg>
`;
}

/** Neighbouring cells of one style and one width. */
function runsOf(line, columns) {
  const runs = [];
  for (let column = 0; column < columns; column += 1) {
    const cell = line.getCell(column);
    // The second half of a wide character has width 0.
    if (cell === undefined || cell.getWidth() === 0) continue;
    const style = styleOf(cell);
    const text = cell.getChars() || ' ';
    const last = runs.at(-1);
    const key = JSON.stringify([style, cell.getWidth()]);
    if (last?.key === key) {
      last.text += text;
      last.cells += cell.getWidth();
    } else {
      runs.push({ key, style, text, column, cells: cell.getWidth() });
    }
  }
  return runs.map(trimmed);
}

/** Blanks at the ends of a run need no drawing, unless they have a background. */
function trimmed(run) {
  if (run.style.back !== null || run.cells !== run.text.length) return run;
  const start = run.text.length - run.text.trimStart().length;
  const text = run.text.trim();
  return { ...run, text, column: run.column + start, cells: text.length };
}

function styleOf(cell) {
  let fore = colour(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor());
  let back = colour(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor());
  if (cell.isInverse() !== 0) [fore, back] = [back ?? BACKGROUND, fore ?? FOREGROUND];
  return {
    fore,
    back,
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
  };
}

function colour(isDefault, isRgb, value) {
  if (isDefault) return null;
  if (isRgb) return `#${value.toString(16).padStart(6, '0')}`;
  if (value < 16) return PALETTE[value];
  if (value >= 232) return `#${(8 + (value - 232) * 10).toString(16).padStart(2, '0').repeat(3)}`;
  const part = (at) => {
    const level = Math.floor((value - 16) / at) % 6;
    return (level === 0 ? 0 : 55 + level * 40).toString(16).padStart(2, '0');
  };
  return `#${part(36)}${part(6)}${part(1)}`;
}

function draw({ style, text, column, cells }, row) {
  const x = MARGIN + column * CELL_WIDTH;
  const y = MARGIN + row * CELL_HEIGHT;
  const width = cells * CELL_WIDTH;
  const parts = [];
  if (style.back !== null) {
    parts.push(
      `<rect x="${x}" y="${y}" width="${width}" height="${CELL_HEIGHT}" shape-rendering="crispEdges" fill="${style.back}"/>`,
    );
  }
  if (text.trim() === '') return parts;
  const attributes = [
    style.fore === null ? '' : ` fill="${style.fore}"`,
    style.bold ? ' font-weight="bold"' : '',
    style.dim ? ' opacity="0.65"' : '',
    style.italic ? ' font-style="italic"' : '',
    style.underline ? ' text-decoration="underline"' : '',
  ].join('');
  const font = `y="${y + 14}"${attributes}`;
  if (cells === text.length) {
    const place = `x="${x}" textLength="${width}" lengthAdjust="spacingAndGlyphs"`;
    parts.push(`<text ${place} ${font}>${escaped(text)}</text>`);
  } else {
    // Wide characters each get their place: not every program that shows SVG knows textLength.
    const spans = [...text].map(
      (each, index) => `<tspan x="${x + index * 2 * CELL_WIDTH}">${escaped(each)}</tspan>`,
    );
    parts.push(`<text ${font} font-size="17">${spans.join('')}</text>`);
  }
  return parts;
}

function escaped(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
