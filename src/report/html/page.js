'use strict';
// Draws the findings from the JSON in the page. Everything that comes from an article goes in as
// text, never as markup. `window.gainsay` is the seam that the review page hooks into.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const $ = (id) => document.getElementById(id);
  const CHUNK = 30;
  const QUOTES = 3;
  const { articles, findings } = data;

  // An element: tag, properties, children (text or elements).
  const el = (tag, props = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(props)) {
      if (value === undefined || value === null || value === false) continue;
      if (name === 'class') node.className = value;
      else if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value === true ? '' : value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
    return node;
  };
  const svg = (tag, props = {}, ...children) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(props)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };
  const count = (n, noun) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
  const letter = (index) => String.fromCharCode(65 + (index % 26));
  const cut = (text, max) => (text.length > max ? `${text.slice(0, max - 1)}…` : text);
  const percent = (p) => `${Math.round(p * 100)} %`;

  // What is asked of every finding again and again is worked out once.
  for (const finding of findings) {
    const claims = finding.sides.flatMap((side) => side.claims);
    finding.sources = new Set(claims.map((claim) => articles[claim.a].source || 'unknown source'));
    finding.dates = claims.map((claim) => articles[claim.a].date).filter(Boolean).sort();
    finding.newest = finding.dates.at(-1) || '';
    finding.size = finding.sides.reduce((sum, side) => sum + side.n, 0);
  }
  const haystack = (finding) => {
    finding.text ??= [
      finding.question, finding.rule, finding.reason, finding.fingerprint, ...finding.sources,
      ...finding.sides.flatMap((side) => [side.answer, ...side.claims.flatMap((claim) => [
        claim.q.join(''), articles[claim.a].path, articles[claim.a].title || '', claim.voice || ''])]),
    ].join('\n').toLowerCase();
    return finding.text;
  };

  // --- one finding ---------------------------------------------------------------------------

  const place = (claim) => {
    const article = articles[claim.a];
    const text = `${article.path}:${claim.line}:${claim.column}`;
    return article.href ? el('a', { href: article.href + (claim.fragment || '') }, text) : el('span', {}, text);
  };
  const safeUrl = (url) => (/^https?:\/\//i.test(url || '') ? url : null);
  const sentence = (text) => (/^\p{Ll}/u.test(text) ? text[0].toUpperCase() + text.slice(1) : text) + (/[.?!…]$/.test(text) ? '' : '.');
  const headline = (article) => {
    const url = safeUrl(article.url);
    const title = article.reference ? null : article.title || (url && 'as published');
    return title && (url ? el('a', { href: url, rel: 'noopener noreferrer' }, title) : title);
  };
  const dotted = (parts) => parts.filter(Boolean).flatMap((part, at) => (at ? [' · ', part] : [part]));
  const claimItem = (finding, claim, against) => {
    const article = articles[claim.a];
    const [before, words, after] = claim.q;
    const newest = finding.sides.length > 1 && article.date && article.date === finding.newest && finding.dates[0] !== finding.newest;
    const source = article.reference ? 'Reference' : article.source;
    return el('li', {},
      words || before || after ? el('blockquote', {}, before, marked(words, against), after) : null,
      el('p', { class: 'meta' }, ...dotted([source && el('b', {}, source), article.date, newest && el('span', { class: 'newest' }, 'newest'),
        article.inferred && 'date inferred from the text', claim.voice && `according to ${claim.voice}`])),
      el('p', { class: 'meta' }, ...dotted([headline(article), place(claim)])));
  };

  // The words of a claim; where they run like those of another side, what differs stands out.
  const [LONGEST, SHORT] = [160, 8];
  const split = (text) => text.match(/\s+|[^\s]+/g) || [];
  const bare = (word) => word.toLowerCase().replace(/[^\p{L}\p{N}%$€£]/gu, '');
  const marked = (words, against) => {
    const [own, other] = [split(words), split(against || '')].map((all) => all.map(bare));
    const pairs = own.length > 1 && Math.max(own.length, other.length) <= 2 * LONGEST ? shared(own, other) : new Map();
    const told = own.filter(Boolean).length;
    if (!pairs.size || pairs.size === told || pairs.size * 4 < told) return el('mark', {}, words);
    // Where only this side goes on, it says more and nothing else.
    const [first, last] = [[...pairs][0], [...pairs].at(-1)];
    const head = other.slice(0, first[1]).some(Boolean) ? 0 : first[0];
    const tail = other.slice(last[1] + 1).some(Boolean) ? own.length : last[0];
    const apart = own.map((word, at) => word && !pairs.has(at) && at >= head && at <= tail);
    if (told <= SHORT && !apart.some(Boolean)) return el('mark', {}, words);
    const mark = el('mark', { class: 'pale' });
    let run = '';
    let differing = false;
    const flush = () => { if (run) mark.append(differing ? el('b', {}, run) : run); run = ''; };
    split(words).forEach((part, at) => {
      const differs = own[at] ? apart[at] : differing && apart[at + 1];
      if (differs !== differing) { flush(); differing = differs; }
      run += part;
    });
    flush();
    return mark;
  };
  // What is on the longest common way through both: places in `own` and in `other`.
  const shared = (own, other) => {
    const rows = own.length + 1;
    const columns = other.length + 1;
    const best = new Uint16Array(rows * columns);
    const equal = (i, j) => own[i] && own[i] === other[j];
    for (let i = own.length - 1; i >= 0; i -= 1) {
      for (let j = other.length - 1; j >= 0; j -= 1) {
        best[i * columns + j] = equal(i, j) ? best[(i + 1) * columns + j + 1] + 1
          : Math.max(best[(i + 1) * columns + j], best[i * columns + j + 1]);
      }
    }
    const found = new Map();
    for (let i = 0, j = 0; i < own.length && j < other.length;) {
      if (equal(i, j)) { found.set(i, j); i += 1; j += 1; } else if (best[(i + 1) * columns + j] >= best[i * columns + j + 1]) i += 1; else j += 1;
    }
    return found;
  };
  const sideSection = (finding, side, index) => {
    const about = side.n ? count(side.n, 'article') : 'reference only';
    const against = finding.sides[index ? 0 : 1]?.claims.find((claim) => !articles[claim.a].reference)?.q[1];
    const items = (claims) => el('ul', { class: 'claims' }, ...claims.map((claim) => claimItem(finding, claim, against)));
    const [first, rest] = [side.claims.slice(0, QUOTES), side.claims.slice(QUOTES)];
    const hidden = side.total - side.claims.length;
    return el('section', { class: 'side' },
      el('h3', {}, el('span', { class: 'letter' }, letter(index)), el('span', { class: 'answer' }, side.answer), ' ', el('span', { class: 'behind' }, about)),
      items(first),
      rest.length ? el('details', { class: 'rest' }, el('summary', {}, `${rest.length + hidden} more`), items(rest),
        hidden > 0 ? el('p', { class: 'more' }, `and ${hidden.toLocaleString('en')} that this page leaves out`) : null) : null);
  };
  const alsoConsidered = (finding) => {
    const others = finding.considered || [];
    if (!others.length) return null;
    const items = others.map((other) => {
      const item = claimItem(finding, other.claim);
      item.prepend(el('p', {}, el('b', {}, other.answer), ` is ${other.verdict}: ${sentence(other.reason)}`));
      return item;
    });
    return el('details', { class: 'considered' }, el('summary', {}, `Also considered (${others.length})`), el('ul', { class: 'claims' }, ...items));
  };
  const card = (finding) => {
    const level = finding.verdict === 'conflict' ? finding.severity : 'info';
    const changing = ['superseded', 'revised'].includes(finding.verdict) && finding.dates.length > 1;
    const pictures = el('details', { class: 'look', open: changing },
      el('summary', {}, finding.dates.length > 1 ? 'Time line and claim graph' : 'Claim graph'));
    const draw = () => {
      if (pictures.open && pictures.childElementCount === 1) {
        pictures.append(el('div', { class: 'pictures' }, timeLine(finding), graph(finding)));
      }
    };
    pictures.addEventListener('toggle', draw);
    draw();
    const about = el('p', { class: 'meta' }, data.rules[finding.rule]?.why || '', data.rules[finding.rule]?.limits ? ` Limits: ${data.rules[finding.rule].limits}` : '');
    const node = el('article', { class: `card ${level}`, tabindex: '-1', 'aria-labelledby': `t-${finding.index}`, 'data-index': finding.index },
      el('p', { class: 'tags' }, el('span', { class: 'verdict' }, finding.verdict), el('code', {}, finding.rule),
        el('span', {}, `${finding.severity}, confidence ${percent(finding.confidence)}`),
        finding.silenced ? el('span', {}, `silenced: ${finding.silenced}`) : null),
      el('h2', { id: `t-${finding.index}` }, finding.question),
      finding.reason ? el('p', { class: 'reason' }, sentence(finding.reason)) : null,
      el('div', { class: 'sides' }, ...finding.sides.map((side, index) => sideSection(finding, side, index))),
      el('div', { class: 'extras' }, alsoConsidered(finding), pictures,
        el('details', {}, el('summary', {}, 'About the rule'), about,
          el('p', { class: 'meta' }, 'Fingerprint ', el('a', { href: `#${finding.fingerprint}` }, el('code', {}, finding.fingerprint))))));
    hooks.card?.(node, finding);
    return node;
  };

  // Dots on a line of days, a row per side.
  const timeLine = (finding) => {
    const days = finding.dates.map(Date.parse).filter((day) => !Number.isNaN(day));
    if (days.length < 2) return '';
    const [first, last] = [Math.min(...days), Math.max(...days)];
    const width = Math.max(220, Math.min(520, window.innerWidth - 72));
    const [row, left, right] = [26, 24, 24];
    const x = (date) => left + ((Date.parse(date) - first) / Math.max(1, last - first)) * (width - left - right);
    const rows = finding.sides.map((side, index) => [side, index]).filter(([side]) => side.claims.some((claim) => articles[claim.a].date));
    const height = row * rows.length + 30;
    const picture = svg('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `Time line from ${finding.dates[0]} to ${finding.newest}` });
    rows.forEach(([side, index], at) => {
      const y = row * at + row / 2;
      picture.append(svg('line', { x1: left, x2: width - right, y1: y, y2: y, class: 'axis' }), svg('text', { x: 2, y: y + 4 }, letter(index)));
      for (const claim of side.claims.filter((c) => articles[c.a].date)) {
        const article = articles[claim.a];
        picture.append(svg('circle', { cx: x(article.date), cy: y, r: 6, class: `fill-${index % 5}` },
          svg('title', {}, `${article.date}: ${cut(side.answer, 60)} (${article.source || article.path})`)));
      }
    });
    picture.append(svg('text', { x: left - 6, y: height - 8 }, finding.dates[0]), svg('text', { x: width - right, y: height - 8, 'text-anchor': 'end' }, finding.newest));
    return el('figure', {}, picture, el('figcaption', {}, 'When the articles say it'));
  };

  // Claims on a circle in groups by side: lines inside a side agree, lines between sides do not.
  const graph = (finding) => {
    const shown = finding.sides.slice(0, 6).map((side) => side.claims.slice(0, 8));
    const total = shown.reduce((sum, claims) => sum + claims.length + 0.7, 0);
    const radius = total < 6 ? 50 : 95;
    const [size, centre] = [2 * radius + 70, radius + 35];
    let at = 0;
    const nodes = shown.map((claims, side) => {
      const points = claims.map((claim) => {
        const angle = ((at++) / total) * 2 * Math.PI - Math.PI / 2;
        return { claim, side, x: centre + radius * Math.cos(angle), y: centre + radius * Math.sin(angle) };
      });
      at += 0.7;
      return points;
    });
    const picture = svg('svg', { width: size, height: size, viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': `Claim graph: ${finding.sides.map((side, index) => `${letter(index)} ${side.answer}, ${side.total}`).join('; ')}` });
    const line = (a, b, kind) => picture.append(svg('line', { x1: a.x, y1: a.y, x2: b.x, y2: b.y, class: kind }));
    const between = finding.verdict === 'conflict' ? 'against' : 'beside';
    // A line from each claim to each other: where that is a tangle, one from side to side.
    const ends = (points) => (total > 12 ? points.slice(points.length >> 1, (points.length >> 1) + 1) : points);
    nodes.forEach((points, side) => {
      for (let i = 1; i < points.length; i += 1) line(points[i - 1], points[i], `stroke-${side % 5}`);
      for (const other of nodes.slice(side + 1)) for (const a of ends(points)) for (const b of ends(other)) line(a, b, between);
    });
    nodes.flat().forEach(({ claim, side, x, y }) => {
      const article = articles[claim.a];
      picture.append(svg('circle', { cx: x, cy: y, r: 9, class: `fill-${side % 5}` }, svg('title', {}, `${finding.sides[side].answer}: ${article.source || article.path}`)),
        svg('text', { x: x + (x - centre) * 0.22, y: y + (y - centre) * 0.22 + 4, 'text-anchor': 'middle' }, letter(side)));
    });
    return el('figure', {}, picture, el('figcaption', {}, `The claims: ${finding.verdict === 'conflict' ? 'red lines contradict' : 'dashed lines differ'}, coloured lines agree`));
  };

  // --- the list ------------------------------------------------------------------------------

  const hooks = {};
  const list = $('list');
  let visible = findings;
  let drawn = 0;
  let current = -1;

  const drawMore = (upTo = drawn + CHUNK) => {
    const end = Math.min(visible.length, upTo);
    const part = document.createDocumentFragment();
    for (; drawn < end; drawn += 1) part.append(card(visible[drawn]));
    list.append(part);
    $('end').textContent = drawn < visible.length ? 'Scroll on for more.' : '';
  };
  const filters = () => ({
    words: $('search').value.toLowerCase().split(/\s+/).filter(Boolean),
    rule: $('rule').value, verdict: $('verdict').value, source: $('source').value,
    from: $('from').value, to: $('to').value,
  });
  const matches = (finding, f) => (!f.rule || finding.rule === f.rule)
    && (!f.verdict || finding.verdict === f.verdict)
    && (!f.source || finding.sources.has(f.source))
    && (!f.from || finding.dates.some((date) => date >= f.from && (!f.to || date <= f.to)))
    && (!f.to || finding.dates.some((date) => date <= f.to))
    && (!hooks.matches || hooks.matches(finding))
    && f.words.every((word) => haystack(finding).includes(word));
  const orders = {
    new: (a, b) => (a.newest < b.newest) - (a.newest > b.newest) || a.index - b.index,
    many: (a, b) => b.size - a.size || a.index - b.index,
  };
  const refresh = () => {
    const f = filters();
    visible = findings.filter((finding) => matches(finding, f));
    const order = orders[$('order').value];
    if (order) visible.sort(order);
    drawn = 0;
    current = -1;
    list.replaceChildren();
    drawMore();
    if (!visible.length) list.append(el('p', { class: 'none' }, findings.length ? 'No finding matches.' : 'Nothing was found.'));
    $('shown').textContent = `${count(visible.length, 'finding')} of ${findings.length.toLocaleString('en')}`;
  };
  const go = (index, focus = true) => {
    if (index < 0 || index >= visible.length) return;
    if (index >= drawn) drawMore(index + CHUNK);
    list.children[current]?.classList.remove('current');
    current = index;
    const node = list.children[index];
    node.classList.add('current');
    const bar = document.querySelector('.filters');
    const stuck = getComputedStyle(bar).position === 'sticky';
    document.documentElement.style.scrollPaddingTop = stuck ? `${bar.offsetHeight + 12}px` : '0';
    if (focus) node.focus({ preventScroll: true });
    node.scrollIntoView({ block: 'start' });
  };

  // --- the page ------------------------------------------------------------------------------

  const options = (select, values) => select.append(...values.map((value) => el('option', { value }, value)));
  const sorted = (values) => [...new Set(values)].sort((a, b) => a.localeCompare(b));
  const head = () => {
    const number = (n, noun) => el('li', {}, el('b', {}, n.toLocaleString('en')), ` ${noun}${n === 1 ? '' : 's'}`);
    const told = findings.filter((finding) => finding.verdict === 'conflict' && !finding.silenced);
    $('numbers').append(number(data.claims, 'claim'), number(data.clusters, 'question'));
    for (const severity of ['error', 'warning', 'info']) {
      const n = told.filter((finding) => finding.severity === severity).length;
      if (n) $('numbers').append(severity === 'info' ? el('li', {}, el('b', {}, n.toLocaleString('en')), ' info') : number(n, severity));
    }
    const others = findings.length - told.length - data.silenced;
    if (others) $('numbers').append(number(others, 'other finding'));
    if (data.silenced) $('numbers').append(number(data.silenced, 'silenced finding'));
    if (data.problems.length) {
      $('problems').hidden = false;
      $('problems').firstElementChild.textContent = `${count(data.problems.length, 'problem')} while reading`;
      $('problems').lastElementChild.append(...data.problems.map((p) => el('li', {}, el('code', {}, p.line ? `${p.path}:${p.line}` : p.path), ` ${p.message}`)));
    }
  };
  // For each source: in how many conflicts it speaks, beside others or alone on its side.
  const sourceTable = () => {
    const rows = new Map();
    for (const finding of findings.filter((f) => f.verdict === 'conflict')) {
      for (const side of finding.sides) {
        const names = new Set(side.claims.filter((c) => !articles[c.a].reference).map((c) => articles[c.a].source || 'unknown source'));
        for (const name of names) {
          const row = rows.get(name) || { name, conflicts: new Set(), alone: new Set(), with: new Map() };
          row.conflicts.add(finding.index);
          if (side.n <= 1) row.alone.add(finding.index);
          for (const other of names) if (other !== name) row.with.set(other, (row.with.get(other) || 0) + 1);
          rows.set(name, row);
        }
      }
    }
    const all = [...rows.values()].sort((a, b) => b.alone.size - a.alone.size || b.conflicts.size - a.conflicts.size || a.name.localeCompare(b.name));
    const friends = (row) => [...row.with].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, 3).map(([name, n]) => `${name} (${n})`).join(', ');
    const line = (row) => el('tr', {}, el('th', { scope: 'row' }, row.name), el('td', { class: 'n' }, String(row.conflicts.size)),
      el('td', { class: 'n' }, String(row.alone.size)), el('td', {}, friends(row)));
    return el('table', {},
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Source'), el('th', { scope: 'col', class: 'n' }, 'In conflicts'),
        el('th', { scope: 'col', class: 'n' }, 'Alone on its side'), el('th', { scope: 'col' }, 'Most often agrees with'))),
      el('tbody', {}, ...all.slice(0, 200).map(line)));
  };
  const typing = (target) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));
  const keys = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $('keys').open) return;
    if (typing(event.target)) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    const act = {
      j: () => go(current + 1), k: () => go(current - 1), '/': () => $('search').focus(), '?': () => $('keys').showModal(),
      o: () => { const look = list.children[current]?.querySelector('.look'); if (look) look.open = !look.open; },
      ...hooks.keys?.(visible[current], list.children[current]),
    }[event.key];
    if (act) { event.preventDefault(); act(); }
  };

  findings.forEach((finding, index) => { finding.index = index; });
  window.gainsay = { data, hooks, el, refresh, go, card, count, current: () => current, visible: () => visible, list };
  head();
  options($('rule'), sorted(findings.map((finding) => finding.rule)));
  options($('verdict'), sorted(findings.map((finding) => finding.verdict)));
  options($('source'), sorted(findings.flatMap((finding) => [...finding.sources])));
  $('sources').addEventListener('toggle', () => {
    const box = $('sources').lastElementChild;
    if ($('sources').open && !box.childElementCount) box.append(sourceTable());
  });
  let pause;
  $('form').addEventListener('input', () => { clearTimeout(pause); pause = setTimeout(refresh, 60); });
  $('form').addEventListener('submit', (event) => event.preventDefault());
  $('form').addEventListener('reset', () => setTimeout(refresh));
  $('help').addEventListener('click', () => $('keys').showModal());
  document.addEventListener('keydown', keys);
  new IntersectionObserver((entries) => { if (entries.some((e) => e.isIntersecting) && drawn < visible.length) drawMore(); }, { rootMargin: '800px' }).observe($('end'));
  window.addEventListener('beforeprint', () => drawMore(Math.min(visible.length, 1000)));
  // A finding's fingerprint after the page's address leads to it.
  const follow = () => {
    const at = visible.findIndex((finding) => finding.fingerprint === location.hash.slice(1));
    if (at >= 0) go(at);
  };
  window.addEventListener('hashchange', follow);
  window.addEventListener('DOMContentLoaded', () => { refresh(); follow(); });
})();
