using System.Text;

namespace Prisma.Workflows.Benchmarks;

/// <summary>All figures of one run, as Markdown.</summary>
sealed class FigureTable
{
    readonly List<Figure> _figures = [];

    public void Add(IEnumerable<Figure> figures) => _figures.AddRange(figures);

    public override string ToString()
    {
        var text = new StringBuilder("| what | measured | baseline of the same run | ratio | to reach |\n| --- | --- | --- | --- | --- |\n");
        foreach (var figure in _figures)
        {
            text.Append("| ").AppendJoin(" | ", figure.What, figure.Measured, figure.Baseline, figure.Ratio, figure.Reach).Append(" |\n");
        }

        return text.ToString();
    }
}
