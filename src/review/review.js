
// Review: decisions on top of the report's page.
(() => {
  const { data, hooks, el, refresh, go, visible, list, count } = window.gainsay;
  const { token, file, who } = data.review;
  let { version } = data.review.standing;
  let decisions = data.review.standing.decisions || {};
  const undone = [];
  const $ = (id) => document.getElementById(id);
  const KINDS = { e: ['error-in-article', 'Real error'], n: ['not-a-conflict', 'Not a conflict'], a: ['accepted', 'Accepted'] };
  const NAMES = Object.fromEntries(Object.values(KINDS));

  // --- talking with the server ---------------------------------------------------------------

  const ask = async (path, order) => {
    const answer = await fetch(path, {
      method: order ? 'POST' : 'GET',
      headers: { 'X-Gainsay-Token': token, ...(order ? { 'Content-Type': 'application/json' } : {}) },
      body: order && JSON.stringify(order),
    });
    if (!answer.ok) throw new Error((await answer.text()) || `the server answered ${answer.status}`);
    return answer.json();
  };
  const trouble = (error) => {
    const lost = error instanceof TypeError;
    $('trouble').textContent = error ? (lost ? 'gainsay review has ended; nothing more is written.' : error.message) : '';
  };
  const catchUp = async () => {
    if (document.hidden) return;
    try {
      const now = await ask(`standing?since=${version}`);
      if (now.decisions) {
        version = now.version;
        const before = decisions;
        decisions = now.decisions;
        for (const print of new Set([...Object.keys(before), ...Object.keys(decisions)])) {
          if (JSON.stringify(before[print]) !== JSON.stringify(decisions[print])) show(print);
        }
      }
      trouble();
    } catch (error) { trouble(error); }
  };
  const send = async (fingerprints, decision, reason = '', expires = null) => {
    try {
      const now = await ask('decide', { fingerprints, decision, reason, expires });
      for (const print of fingerprints) {
        if (now.decisions[print]) decisions[print] = now.decisions[print]; else delete decisions[print];
        show(print);
      }
      // Another window may have decided in between; the next look tells.
      if (now.version === version + 1) version = now.version;
      trouble();
      return true;
    } catch (error) { trouble(error); return false; }
  };

  // --- deciding ------------------------------------------------------------------------------

  const alike = (finding) => {
    const words = (f) => JSON.stringify([f.rule, f.sides.map((side) => side.answer).sort()]);
    const mine = words(finding);
    return data.findings.filter((other) => words(other) === mine);
  };
  const decide = async (finding, node, kind) => {
    const reason = node?.querySelector('.why')?.value || '';
    const expires = node?.querySelector('.until')?.value || null;
    const all = node?.querySelector('.alike')?.checked ? alike(finding) : [finding];
    const before = all.map((f) => [f.fingerprint, decisions[f.fingerprint]]);
    if (await send(all.map((f) => f.fingerprint), kind, reason, expires)) {
      undone.push(before);
      if (kind) next();
    }
  };
  const undo = async () => {
    const last = undone.pop();
    if (!last) return;
    for (const [print, decision] of last) {
      await send([print], decision ? decision.decision : null, decision?.reason, decision?.expires || null);
    }
    const at = visible().findIndex((f) => f.fingerprint === last[0][0]);
    if (at >= 0) go(at);
  };
  const next = () => {
    const all = visible();
    const start = window.gainsay.current();
    for (let step = 1; step <= all.length; step += 1) {
      const at = (start + step + all.length) % all.length;
      if (!decisions[all[at].fingerprint]) { go(at); return; }
    }
  };

  // --- showing -------------------------------------------------------------------------------

  const progress = () => {
    const done = data.findings.filter((f) => decisions[f.fingerprint]);
    const rules = new Map();
    for (const f of done) {
      const rule = rules.get(f.rule) || { right: 0, all: 0 };
      rule.all += 1;
      if (decisions[f.fingerprint].decision !== 'not-a-conflict') rule.right += 1;
      rules.set(f.rule, rule);
    }
    const share = [...rules].sort().map(([name, r]) => `${name} ${Math.round((100 * r.right) / r.all)} % of ${r.all}`).join(', ');
    $('progress').textContent = `${done.length} of ${data.findings.length} decided${share ? `; right so far: ${share}` : ''}`;
  };
  const fill = (box, finding) => {
    const decision = decisions[finding.fingerprint];
    const node = box.closest('.card');
    node.classList.toggle('decided', Boolean(decision));
    if (decision) {
      const words = [NAMES[decision.decision], decision.reason, decision.who, decision.when, decision.expires && `until ${decision.expires}`];
      box.replaceChildren(el('p', { class: 'decision' }, words.filter(Boolean).join(' · ')),
        el('p', { class: 'decide' }, el('button', { type: 'button', onclick: () => decide(finding, node, null) }, 'Take back')));
      return;
    }
    const others = alike(finding).length - 1;
    box.replaceChildren(el('div', { class: 'decide' },
      ...Object.entries(KINDS).map(([key, [kind, name]]) => el('button', { type: 'button', 'data-kind': kind, onclick: () => decide(finding, node, kind) }, name, ' ', el('kbd', {}, key))),
      el('input', { class: 'why', 'aria-label': 'Reason', placeholder: 'Reason', maxlength: '2000' }),
      el('label', { class: 'meta' }, 'until ', el('input', { class: 'until', type: 'date' })),
      others > 0 ? el('label', { class: 'meta' }, el('input', { class: 'alike', type: 'checkbox' }), ` also ${count(others, 'finding')} of this rule with these answers`) : null));
  };
  const show = (print) => {
    for (const node of list.querySelectorAll('.card')) {
      const finding = data.findings[Number(node.dataset.index)];
      if (finding.fingerprint === print) fill(node.querySelector('.desk'), finding);
    }
    progress();
  };
  const inContext = (finding) => {
    const box = el('details', {}, el('summary', {}, 'Both articles in context'), el('div', { class: 'sides' }));
    box.addEventListener('toggle', async () => {
      const sides = box.lastElementChild;
      if (!box.open || sides.childElementCount) return;
      for (const [index, side] of finding.sides.entries()) {
        // A reference has no article around it.
        const claim = side.claims.findIndex((one) => !data.articles[one.a].reference);
        if (claim < 0) continue;
        const article = data.articles[side.claims[claim].a];
        const name = `${String.fromCharCode(65 + (index % 26))}: ${article.path}`;
        const text = el('div', { class: 'context', tabindex: '0', role: 'region', 'aria-label': `${name}, finding ${finding.index + 1}` }, '…');
        sides.append(el('div', { class: 'side' }, el('p', { class: 'meta' }, name), text));
        try {
          const around = await ask(`around?fingerprint=${finding.fingerprint}&side=${index}&claim=${claim}`);
          text.replaceChildren(around.before, el('mark', {}, around.words), around.after);
          text.scrollTop = text.querySelector('mark').offsetTop - text.offsetTop - 60;
        } catch (error) { text.textContent = error.message; }
      }
    });
    return box;
  };
  hooks.card = (node, finding) => {
    const box = el('div', { class: 'desk' });
    node.querySelector('.extras').prepend(inContext(finding));
    node.append(box);
    fill(box, finding);
  };
  hooks.keys = (finding, node) => ({
    n: () => finding && decide(finding, node, 'not-a-conflict'),
    e: () => finding && decide(finding, node, 'error-in-article'),
    a: () => finding && decide(finding, node, 'accepted'),
    r: () => node?.querySelector('.why')?.focus(),
    u: undo,
    x: next,
  });
  hooks.matches = (finding) => {
    const wanted = $('state').value;
    const decision = decisions[finding.fingerprint]?.decision;
    return !wanted || (wanted === 'open' ? !decision : decision === wanted);
  };

  document.title = document.title.replace('gainsay', 'gainsay review');
  document.querySelector('.brand').textContent = 'gainsay review';
  const state = el('select', { id: 'state' }, el('option', { value: '' }, 'all'), el('option', { value: 'open' }, 'not yet'),
    ...Object.values(KINDS).map(([kind, name]) => el('option', { value: kind }, name)));
  $('extra').append(el('label', {}, 'Decided ', state));
  $('shown').after(el('p', { class: 'shown', id: 'progress' }));
  $('form').append(el('p', { class: 'trouble', id: 'trouble', role: 'alert' }));
  $('more-keys').append(el('kbd', {}, 'e'), ' real error, ', el('kbd', {}, 'n'), ' not a conflict, ', el('kbd', {}, 'a'), ' accepted, ',
    el('kbd', {}, 'r'), ' reason, ', el('kbd', {}, 'u'), ' undo, ', el('kbd', {}, 'x'), ' next that is not decided');
  document.querySelector('.numbers').append(el('li', {}, `${who ? `${who} decides; ` : ''}decisions go into `, el('code', {}, file)));
  progress();
  setInterval(catchUp, 3000);
  document.addEventListener('visibilitychange', catchUp);
  window.addEventListener('focus', catchUp);
})();
