type Bar = { label: string; count: number; /** What is left over: drawn lighter. */ isRest?: boolean }

/** A table of counts with a bar beside each number: the bar is only for the eye, the numbers say everything. */
export function BarTable({
  caption,
  label,
  amount,
  bars,
}: {
  caption: string
  label: string
  amount: string
  bars: readonly Bar[]
}) {
  const most = Math.max(1, ...bars.map(({ count }) => count))
  return (
    <table className="bar-table">
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{label}</th>
          <th scope="col" className="amount" colSpan={2}>
            {amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ label: name, count, isRest }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="bar-table__bar">
              <svg aria-hidden="true" focusable="false">
                <rect
                  className={isRest ? 'c-none' : 'c-water'}
                  width={`${((count / most) * 100).toFixed(2)}%`}
                  height="100%"
                  rx="2"
                />
              </svg>
            </td>
            <td className="amount">{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
