/** The style sheets of a route, for its `links`, in the order in which they apply. */
export const stylesheets = (...hrefs: string[]) => hrefs.map((href) => ({ rel: 'stylesheet', href }))
