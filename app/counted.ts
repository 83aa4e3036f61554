/** '1 alinea', '118 alinea’s'. */
export const counted = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`
