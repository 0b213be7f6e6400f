namespace Pruning.Shared.Kernels;

/// <summary>Splits a product into blocks of whole rows and panels for idle cores.</summary>
internal sealed class ProductBlocks(PanelMultiplier multiplier) : IBlocks
{
    /// <summary>Rows of a block: sixteen register tiles, whose part of A fits the L2 cache.</summary>
    public const int Rows = 96;

    /// <summary>Panels of a block: 128 columns.</summary>
    private const int MostPanels = 8;

    private PanelProduct product;
    private int rowBlocks;

    /// <summary>Computes all of a product.</summary>
    public void Run(in PanelProduct whole)
    {
        if (whole.Rows <= Rows && whole.Panels <= MostPanels)
        {
            multiplier.Run(whole, 0, whole.Rows, 0, whole.Panels);
            return;
        }

        product = whole;
        rowBlocks = (whole.Rows + Rows - 1) / Rows;
        IdleCores.Run(this, rowBlocks * ((whole.Panels + MostPanels - 1) / MostPanels), whole.Operations);
    }

    public void Run(int block)
    {
        var (row, panel) = (block % rowBlocks * Rows, block / rowBlocks * MostPanels);
        var rows = Math.Min(Rows, product.Rows - row);
        multiplier.Run(product, row, rows, panel, Math.Min(MostPanels, product.Panels - panel));
    }
}
