import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import type { FigureRow } from './figure-rows.ts'

/** Every picture with what it shows for who cannot see it; one button saves all. */
export function FigureDescriptions({ slug, rows }: { slug: string; rows: readonly FigureRow[] }) {
  const decorations = rows.filter(({ isDecorative }) => isDecorative).map(({ id }) => id)
  const form = useForm('describeFigures', { decorative: decorations })
  const ticked = form.values('decorative')
  // What was typed before another picture came or went belongs to its part, not to its place.
  const typed = new Map(rows.map((_, at) => [form.value(`parts[${at}]`), form.value(`descriptions[${at}]`)]))
  return (
    <form method="post" noValidate className="hl" id="parts">
      {decorations.map((id) => (
        <input key={id} type="hidden" name="wereDecorative" value={id} />
      ))}
      <ol className="fig-rows">
        {rows.map(({ id, number, image, alt, isMissing, caption, section }, at) => (
          <li key={id} className="fig-row">
            <input type="hidden" name={`parts[${at}]`} value={id} />
            <input type="hidden" name={`were[${at}]`} value={alt} />
            <a href={paths.public.planImage(slug, image)}>
              <img
                src={paths.public.planImage(slug, image)}
                alt={`Afbeelding in alinea ${number}, groter bekijken`}
                loading="lazy"
              />
            </a>
            <div className="field">
              <p className="soft small">
                Alinea {number}, onder ‘{section}’{caption && `. Bijschrift: ${caption}`}
              </p>
              <label className="utrecht-form-label" htmlFor={`descriptions-${at}`}>
                Wat is er te zien?{isMissing && <span className="fig-missing"> Nog niet beschreven</span>}
              </label>
              <textarea
                className="utrecht-textarea"
                id={`descriptions-${at}`}
                name={`descriptions[${at}]`}
                rows={2}
                defaultValue={typed.has(id) ? typed.get(id) : alt}
              />
              <label className="fig-tick">
                <input type="checkbox" name="decorative" value={id} defaultChecked={ticked.includes(id)} /> Alleen
                versiering: wie haar niet ziet, mist niets
              </label>
            </div>
          </li>
        ))}
      </ol>
      <div className="hl-save">
        <Buttons>
          <Button variant="primary-action" name="act" value="describeFigures">
            Bewaar alle beschrijvingen
          </Button>
        </Buttons>
      </div>
    </form>
  )
}
