/** '35 actiepunten'. */
export const countedItems = (count: number) => `${count} ${count === 1 ? 'actiepunt' : 'actiepunten'}`
