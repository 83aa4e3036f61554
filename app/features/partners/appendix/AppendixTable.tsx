// `display: block` takes the implicit roles of a table away
/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import { AnswerCell } from '#app/features/answers/AnswerCell.tsx'
import { PublicWordsText } from '#app/features/points/PublicWordsText.tsx'
import { Verbatim } from '#app/ui/Verbatim.tsx'
import type { AppendixAnswerRow, AppendixView } from './appendix-view.server.ts'

/** Three columns: who, what they gave under which question, and what was done with it. A card per contributor on a phone. */
export function AppendixTable({ contributors }: Pick<AppendixView, 'contributors'>) {
  return (
    <table className="input-table" role="table">
      <caption className="vh">Wat partners meegaven en wat ermee is gedaan</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            Naam of organisatie
          </th>
          <th role="columnheader" scope="col">
            Welke punten zijn meegegeven?
          </th>
          <th role="columnheader" scope="col">
            Wat is ermee gedaan?
          </th>
        </tr>
      </thead>
      {contributors.map(({ anchor, name, about, rows }) => (
        <tbody key={anchor} role="rowgroup" id={anchor}>
          {rows.map((row, at) => (
            <tr key={row.key} role="row">
              {at === 0 && (
                <th role="rowheader" scope="rowgroup" rowSpan={rows.length} className="input-who">
                  {name}
                  {about !== '' && <span className="input-about">{about}</span>}
                </th>
              )}
              <td role="cell" className="input-asked">
                <Asked row={row} follows={rows[at - 1]} />
              </td>
              <td role="cell" className="input-done">
                <p className="input-label" aria-hidden="true">
                  Wat is ermee gedaan?
                </p>
                <Done answer={row.answer} />
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

function Asked({ row, follows }: { row: AppendixAnswerRow; follows: AppendixAnswerRow | undefined }) {
  // A question whose points have different answers stands above the first of them.
  const above = follows?.blocks.at(-1)?.key
  return row.blocks.map(({ key, question, points }, at) => (
    <div key={key} className="input-block">
      {question !== '' && <p className={at === 0 && above === key ? 'vh' : 'input-question'}>{question}</p>}
      <ol>
        {points.map(({ id, number, words, form, theme }) => (
          <li key={id} id={`punt-${number}`}>
            <span className="input-number">{number}</span>
            <div>
              <PublicWordsText words={words} form={form} quoteClass="input-quote" />
              {theme && <p className="small soft">{theme}</p>}
            </div>
          </li>
        ))}
      </ol>
    </div>
  ))
}

function Done({ answer }: Pick<AppendixAnswerRow, 'answer'>) {
  if (!answer) return <p className="soft">Nog geen antwoord.</p>
  const { reply, ...given } = answer
  return (
    <AnswerCell {...given} linksClass="input-links">
      <Verbatim text={reply} />
    </AnswerCell>
  )
}
