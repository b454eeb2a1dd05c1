// The only script of the public pages: arrow keys walk the tiles of the provinces; filters start folded on a phone.
const tiles = Array.from(document.querySelectorAll('[data-tiles] a'))
const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

const place = (tile) => [Number(tile.dataset.column), Number(tile.dataset.row)]

/** The nearest tile in the direction of the step; sideways distance counts double. */
function next(from, [across, down]) {
  const [column, row] = place(from)
  const ahead = tiles.flatMap((tile) => {
    const [x, y] = place(tile)
    const forward = (x - column) * across + (y - row) * down
    const aside = Math.abs((x - column) * down) + Math.abs((y - row) * across)
    return forward > 0 ? [{ tile, distance: forward + aside * 2 }] : []
  })
  return ahead.sort((a, b) => a.distance - b.distance)[0]?.tile
}

document.querySelector('[data-tiles]')?.addEventListener('keydown', (event) => {
  const step = steps[event.key]
  const tile = event.target.closest('a')
  if (step === undefined || tile === null || event.altKey || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  next(tile, step)?.focus()
})

if (window.matchMedia('(max-width: 760px)').matches) {
  document.querySelector('details.filters')?.removeAttribute('open')
}
