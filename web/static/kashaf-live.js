// What happened, told to those who do not see it.

// Two regions in turn: one that is told the same again would be silent.
export function announcer(place) {
  const regions = [0, 1].map(() => {
    const region = document.createElement("p");
    region.className = "hidden";
    region.setAttribute("aria-live", "polite");
    place.append(region);
    return region;
  });
  return (text) => {
    regions[0].textContent = "";
    regions.reverse();
    regions[0].textContent = text;
  };
}
