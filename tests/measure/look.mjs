// What a page shows, put in figures: each of these runs in the page and knows no survey.

/** Whether the page can be scrolled sideways, and words that are cut in two by a column that is too narrow. */
export const reflow = () => {
  const { scrollWidth, clientWidth } = document.scrollingElement;
  const cut = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const box = text.parentElement;
    if (!box.checkVisibility({ visibilityProperty: true }) || box.closest("script, style, [aria-hidden=true]")) continue;
    for (const word of text.data.matchAll(/[\p{L}\d]{4,}/gu)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 1).map(({ top }) => Math.round(top)));
      if (lines.size > 1) cut.push(word[0]);
    }
  }
  const over = [...document.body.querySelectorAll("*")].filter((one) => {
    const { width, height, right } = one.getBoundingClientRect();
    return width > 1 && height > 1 && right > clientWidth + 1 && !one.closest("[aria-hidden=true]");
  });
  return { sideways: scrollWidth > clientWidth + 1 ? over.map((one) => one.outerHTML.slice(0, 90)).slice(0, 3) : [], cut };
};

/** What can be tapped and is smaller than 44 px: a control is as large as its label. Links in running text are left out. */
export const small = () => {
  const found = [];
  for (const one of document.querySelectorAll("a[href], button, input:not([type=hidden]), textarea, select, summary, audio[controls]")) {
    if (!one.checkVisibility({ visibilityProperty: true })) continue;
    if (one.tagName === "A" && getComputedStyle(one).display === "inline" && one.closest("p, div:not(.faults)")) continue;
    const boxes = [one, ...(one.labels ?? [])].map((box) => box.getBoundingClientRect()).filter(({ width }) => width > 2);
    const side = (most, name) => most(...boxes.map((box) => box[name]));
    const width = side(Math.max, "right") - side(Math.min, "left");
    const height = side(Math.max, "bottom") - side(Math.min, "top");
    if (width < 43.9 || height < 43.9) found.push(`${one.outerHTML.slice(0, 80)} ${Math.round(width)} × ${Math.round(height)}`);
  }
  return found;
};

/** Options that stand in no group, or in one that has no name. */
export const ungrouped = () =>
  [...document.querySelectorAll("input[type=radio], input[type=checkbox]")]
    .filter((one) => one.checkVisibility())
    .filter((one) => !one.closest("fieldset")?.querySelector(":scope > legend")?.innerText.trim())
    .map((one) => one.name);

/** The names that groups, options and boxes should have: what stands there, without what is beside it. */
export const names = () => {
  const shown = (one) => one?.checkVisibility();
  const plain = (one) => one.innerText.replace(/\s+/g, " ").trim();
  const inputs = [...document.querySelectorAll("main input:not([type=hidden]), main textarea")].filter(shown);
  const options = inputs.filter(({ type }) => type === "radio" || type === "checkbox");
  const boxes = inputs.filter((one) => !options.includes(one));
  const legends = [...document.querySelectorAll("fieldset > legend")].filter(shown);
  const own = (one) => (one.labels[0] ? plain(one.labels[0]) : plain(document.getElementById(one.getAttribute("aria-labelledby"))));
  return { groups: legends.map(plain), options: options.map((one) => plain(one.labels[0])), boxes: boxes.map(own) };
};

/** Contrast of the edge of each kind of control that is shown with what is behind it, as its styles say; the least. */
export const edges = () => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).map((part) => Number(part) / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (one) => {
    for (let box = one; box; box = box.parentElement) {
      const { backgroundColor } = getComputedStyle(box);
      if (!/, 0\)$|transparent/.test(backgroundColor)) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const all = [...document.querySelectorAll("main input:not([type=hidden]), main textarea, main button, main label.choice")].filter((one) => one.checkVisibility());
  return all.map((one) => {
    const style = getComputedStyle(one);
    const edge = /radio|checkbox/.test(one.type) ? style.outlineColor : style.borderTopColor;
    return [one.type ?? one.tagName, Math.round(ratio(edge, behind(one.parentElement)) * 10) / 10];
  });
};
