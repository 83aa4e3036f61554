/** '1 alinea', '118 alinea’s'. */
export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`
