/** Hits of a search in one plan that are on a page. */
export const HITS_ON_PAGE = 25
