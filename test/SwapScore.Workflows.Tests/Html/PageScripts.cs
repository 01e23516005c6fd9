namespace SwapScore.Workflows.Tests.Html;

/// <summary>What tests ask a page.</summary>
internal static class PageScripts
{
    /// <summary>Texts of figures that leave their picture or lie on another text, each with its figure.</summary>
    public const string TextFaults = """
        () => {
          const faults = [];
          for (const svg of document.querySelectorAll("figure svg")) {
            const figure = svg.closest("figure").id, paper = svg.getBoundingClientRect();
            if (paper.width === 0) continue; // drawn for another width
            const texts = [...svg.querySelectorAll("text")].map(text => {
              const box = text.getBBox(), matrix = text.getScreenCTM();
              const corners = [[box.x, box.y], [box.x + box.width, box.y], [box.x + box.width, box.y + box.height], [box.x, box.y + box.height]]
                .map(([x, y]) => [matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f]);
              return { words: text.textContent, corners };
            });
            for (const { words, corners } of texts)
              if (corners.some(([x, y]) => x < paper.left - 0.5 || x > paper.right + 0.5 || y < paper.top - 0.5 || y > paper.bottom + 0.5))
                faults.push(`${figure}: '${words}' is clipped`);
            // Two rectangles, turned or not, are apart when an edge of one of them parts them; a pixel and a half of empty line height may touch.
            const apart = (a, b) => [a, b].some(shape => shape.some((corner, i) => {
              const next = shape[(i + 1) % 4], normal = [next[1] - corner[1], corner[0] - next[0]], length = Math.hypot(...normal) || 1;
              const along = points => points.map(point => (point[0] * normal[0] + point[1] * normal[1]) / length);
              const [pa, pb] = [along(a), along(b)];
              return Math.max(...pa) < Math.min(...pb) + 1.5 || Math.max(...pb) < Math.min(...pa) + 1.5;
            }));
            for (let i = 0; i < texts.length; i++)
              for (let j = 0; j < i; j++)
                if (!apart(texts[i].corners, texts[j].corners)) faults.push(`${figure}: '${texts[j].words}' and '${texts[i].words}' overlap`);
          }
          return faults;
        }
        """;

    /// <summary>The height of the smallest letters of the figures that are shown, in pixels of the screen.</summary>
    public const string SmallestLetter = """
        () => Math.min(...[...document.querySelectorAll("figure svg")].filter(svg => svg.getBoundingClientRect().width > 0).flatMap(svg =>
          [...svg.querySelectorAll("text")].map(text => parseFloat(text.getAttribute("font-size")) * Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b))))
        """;

    /// <summary>The least contrast (WCAG) of a text of the page with what is behind it, texts of figures on paper included.</summary>
    public const string LeastContrast = """
        () => {
          const parse = color => { const parts = color.match(/[\d.]+/g).map(Number); return parts.length === 4 && parts[3] === 0 ? null : parts.slice(0, 3); };
          const luminance = color => {
            const [r, g, b] = color.map(part => part / 255).map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)]; return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05); };
          const behind = element => {
            for (let at = element; at; at = at.parentElement) { const color = parse(getComputedStyle(at).backgroundColor); if (color) return color; }
            return [255, 255, 255];
          };
          let least = 21;
          for (const element of document.querySelectorAll("h1, h2, p:not(.unseen), td, th button, figcaption, caption, a, summary, code, button")) {
            const style = getComputedStyle(element);
            least = Math.min(least, contrast(parse(style.color), behind(element)));
          }
          for (const svg of document.querySelectorAll("#scatter svg, #bars svg")) {
            const paper = parse(getComputedStyle(svg.querySelector("rect")).fill);
            for (const text of svg.querySelectorAll("text")) least = Math.min(least, contrast(parse(getComputedStyle(text).fill), paper));
          }
          return least;
        }
        """;
}
