/** The width of a text in pixels at a font size, bold or not. */
export type Measure = (text: string, size: number, bold: boolean) => number;

export const LINE_HEIGHT = 1.22;

/** Last parts of Swedish compounds: where a long name may be broken with a hyphen. */
const LAST_PARTS = [
  'anstalter',
  'boenden',
  'boendeenheten',
  'byrån',
  'centrum',
  'centralen',
  'centraler',
  'enheten',
  'förbundet',
  'förebyggare',
  'föreningar',
  'förmedlingen',
  'försörjning',
  'förvaltningen',
  'gruppen',
  'gårdar',
  'handläggare',
  'hälsoteamet',
  'insatser',
  'jouren',
  'jourerna',
  'kammaren',
  'kanslit',
  'kontoret',
  'koordinator',
  'kuratorer',
  'kvinnofrid',
  'ledare',
  'modellen',
  'mottagningen',
  'myndigheten',
  'mötena',
  'möten',
  'nätverket',
  'omsorgen',
  'ombudet',
  'psykiatri',
  'psykiatrin',
  'rehabilitering',
  'revansch',
  'samhället',
  'skolan',
  'skolor',
  'styrelsen',
  'teamet',
  'terapeuter',
  'tjänsten',
  'undervisningen',
  'utbildningen',
  'verket',
  'verksamhet',
  'vården',
  'vårdcentrum',
  'vårdscentrum',
  'våldscentrum',
  'ägare',
].sort((a, b) => b.length - a.length);

/** The parts a word may be broken into: at hyphens and before a compound's last part. */
export function parts(word: string): string[] {
  const hyphen = word.indexOf('-', 2);
  if (hyphen > 0 && hyphen < word.length - 2) {
    return [word.slice(0, hyphen + 1), ...parts(word.slice(hyphen + 1))];
  }
  const lower = word.toLowerCase();
  const last = LAST_PARTS.find((p) => lower.endsWith(p) && word.length - p.length >= 4);
  if (!last) return [word];
  const first = word.slice(0, word.length - last.length);
  return [`${first}-`, word.slice(word.length - last.length)];
}

/**
 * Breaks a text into at most `most` lines no wider than `width`, or `null`
 * when it does not fit: a name is shown whole or not at all.
 */
export function wrap(
  text: string,
  width: number,
  most: number,
  measure: (text: string) => number,
): string[] | null {
  const lines: string[] = [];
  let line = '';
  const push = () => {
    lines.push(line);
    line = '';
    return lines.length < most;
  };
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (measure(joined) <= width) {
      line = joined;
      continue;
    }
    if (measure(word) <= width) {
      if (line !== '' && !push()) return null;
      line = word;
      continue;
    }
    for (const [i, part] of parts(word).entries()) {
      const glue = i === 0 && line !== '' ? ' ' : '';
      // A part that ends in our own soft hyphen loses it when its next part fits too.
      if (measure(line + glue + part) <= width) line += glue + part;
      else {
        if (line !== '' && !push()) return null;
        if (measure(part) > width) return null;
        line = part;
      }
    }
  }
  if (line !== '') lines.push(line);
  return lines.length > 0 && lines.length <= most ? lines : null;
}

/** One line, cut with an ellipsis when it must be; `null` when nothing useful fits. */
export function cut(text: string, width: number, measure: (text: string) => number): string | null {
  if (measure(text) <= width) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(`${text.slice(0, middle).trimEnd()}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return low < 4 ? null : `${text.slice(0, low).trimEnd()}…`;
}
