import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'

/** Searches plans; works without a script, and its result is an address that can be shared. */
export function SearchForm({ value }: { value: string }) {
  return (
    <search id="zoek">
      <form className="field" action={paths.public.home()} method="get">
        <label className="utrecht-form-label" htmlFor="zoekveld">
          Zoek een plan of onderwerp
        </label>
        <div className="field--inline">
          <input
            className="utrecht-textbox"
            id="zoekveld"
            type="search"
            name="zoek"
            defaultValue={value}
            maxLength={200}
          />
          <Button variant="quiet" icon="search">
            Zoek
          </Button>
        </div>
      </form>
    </search>
  )
}
