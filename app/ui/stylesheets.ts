/** For the `links` of a route: its style sheets, in the order in which they count. */
export const stylesheets = (...hrefs: string[]) => hrefs.map((href) => ({ rel: 'stylesheet', href }))
