// A fault and the place that it points at.
export const pointer = (parent, key) => `/${parent}/${key.replace(/~/g, "~0").replace(/\//g, "~1")}`;
export const fault = (at, kind, detail = "") => ({ at, kind, detail });
