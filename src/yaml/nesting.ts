/** Deeper nesting is refused; the deepest schemas of real CRDs have some 60 levels. */
export const deepestNesting = 500
