/** What PostgreSQL did for each statement, as `auto_explain` writes it in the log. */

export type PlanNode = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: PlanNode[]
}
export type Explained = { text: string; ms: number; plan: PlanNode }

/** The plans in a piece of the log, in order. */
export function plansIn(log: string): Explained[] {
  return [...log.matchAll(/duration: ([\d.]+) ms {2}plan:\n((?:\t.*\n?)+)/g)].map(([, ms, json = '']) => {
    const explained: { 'Query Text': string; Plan: PlanNode } = JSON.parse(json.replaceAll(/^\t/gm, ''))
    return { text: explained['Query Text'], ms: Number(ms), plan: explained.Plan }
  })
}

/** How many rows of these tables a plan read, also those that it did not keep. */
export function rowsRead(plan: PlanNode, tables: readonly string[]): number {
  const own = tables.includes(plan['Relation Name'] ?? '') ? readBy(plan) : 0
  return (plan.Plans ?? []).reduce((sum, below) => sum + rowsRead(below, tables), own)
}

const readBy = (plan: PlanNode): number =>
  Math.round(
    ((plan['Actual Rows'] ?? 0) +
      (plan['Rows Removed by Filter'] ?? 0) +
      (plan['Rows Removed by Index Recheck'] ?? 0)) *
      (plan['Actual Loops'] ?? 1),
  )

/** A plan as lines: what is done, on which table or index, and how many rows it read or gave. */
export function linesOf(plan: PlanNode, depth = 0): string[] {
  const on = [plan['Relation Name'], plan['Index Name'] && `by ${plan['Index Name']}`].filter(Boolean).join(' ')
  return [
    `${'  '.repeat(depth)}${plan['Node Type']}${on && ` ${on}`}, ${readBy(plan)} rows`,
    ...(plan.Plans ?? []).flatMap((below) => linesOf(below, depth + 1)),
  ]
}
