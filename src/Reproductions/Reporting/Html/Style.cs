namespace Pruning.Reproductions.Reporting.Html;

/// <summary>
/// The page's style sheet: system fonts, two palettes safe for colour-blind readers, one column on a phone.
/// </summary>
internal static class Style
{
    /// <summary>
    /// Arm colours follow Okabe and Ito (2008), darkened or lightened for contrast with the background.
    /// </summary>
    public static Markup Sheet { get; } = Markup.Of($$$"""
        :root{color-scheme:light dark;
        --ground:#fdfdfc;--panel:#f5f5f2;--ink:#1b1d21;--soft:#5a606b;--rule:#d9dad6;--grid:#e9e9e5;--zone:#dfe9f3;
        --link:#0b57a4;--mark:#b3124d;--bars:#b9c2cf;--above:#d97a1c;--below:#2f7fc4;
        --reproduced:#0b57a4;--contradicted:#a83f00;--partial:#7b3a97;--inconclusive:#5a606b;--measured:#1d6a63;
        --arm-0:#3f4550;--arm-1:#c05000;--arm-2:#0068a8;--arm-3:#007d5a;--arm-4:#a8487f;--arm-5:#8f6a00;--arm-6:#2f86b5;
        --arm-7:#6b5bd0;
        --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
        --serif:Charter,"Bitstream Charter","Iowan Old Style",Georgia,"Liberation Serif",serif;
        --mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
        @media screen and (prefers-color-scheme:dark){:root{
        --ground:#15171a;--panel:#1d2024;--ink:#e6e7ea;--soft:#a2a8b3;--rule:#383c43;--grid:#272b31;--zone:#20303f;
        --link:#7db7f2;--mark:#ff7fa8;--bars:#4b5565;--above:#c06a18;--below:#2b7cc0;
        --reproduced:#7db7f2;--contradicted:#ff9d5c;--partial:#d29bec;--inconclusive:#a2a8b3;--measured:#6cc9bd;
        --arm-0:#c3c8d1;--arm-1:#ff9146;--arm-2:#58b2ee;--arm-3:#35c795;--arm-4:#e693c2;--arm-5:#e3bb3f;--arm-6:#9cd3f0;
        --arm-7:#b1a6ff}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
        [hidden]{display:none!important}
        :focus-visible{outline:2px solid var(--link);outline-offset:3px;border-radius:2px}
        body{margin:0 auto;padding:2.5rem 1.5rem 4rem;max-width:70rem;background:var(--ground);color:var(--ink);
        font:1rem/1.5 var(--sans);font-variant-numeric:tabular-nums lining-nums;overflow-wrap:break-word}
        h1,h2{font-family:var(--serif);font-weight:600;line-height:1.25;text-wrap:balance}
        h1{font-size:2.1rem;margin:0 0 .6rem}
        h2{font-size:1.4rem;margin:.2rem 0 .9rem;max-width:46rem}
        h3{font-size:.95rem;font-weight:650;margin:2rem 0 .4rem}
        p{max-width:46rem;margin:.4rem 0 .8rem}
        a{color:var(--link);text-underline-offset:.15em}
        code{font-family:var(--mono);font-size:.92em}
        small{font-size:.8125rem;color:var(--soft)}
        .eyebrow{margin:0;max-width:none;color:var(--soft);font-size:.8125rem;display:flex;flex-wrap:wrap;
        gap:.1rem 1rem}
        .eyebrow .up{margin-left:auto}
        .lead{font-size:1.0625rem;color:var(--soft)}
        svg.defs{position:absolute;width:0;height:0}
        .badge{display:inline-flex;align-items:center;gap:.4em;font-weight:600;white-space:nowrap;color:var(--c)}
        .sign{width:.95em;height:.95em;flex:none;fill:var(--c)}
        .sign,symbol{overflow:visible}
        .cut{fill:none;stroke:var(--ground);stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
        .ring{fill:none;stroke:var(--c);stroke-width:1.8}
        .qualifier{display:block;line-height:1.3}
        .is-reproduced{--c:var(--reproduced)}.is-contradicted{--c:var(--contradicted)}.is-partial{--c:var(--partial)}
        .is-inconclusive{--c:var(--inconclusive)}.is-measured{--c:var(--measured)}
        .is-hangs-on{--c:var(--partial)}.is-negligible,.is-not-run{--c:var(--inconclusive)}
        .badge.is-not-run{white-space:normal}
        .unfinished{border-left:3px solid var(--inconclusive);padding-left:.9rem;max-width:52rem}
        .earlier{margin:.35rem 0 .2rem;padding-left:.7rem;border-left:3px dotted var(--rule);color:var(--soft);
        font-size:.8125rem;line-height:1.35;max-width:46rem}.earlier b{font-weight:600}
        .verdicts .earlier{max-width:17rem}
        .claim>.earlier{font-size:.9375rem;margin:.6rem 0 .9rem}.claim>.earlier::first-letter{text-transform:uppercase}
        .tally{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem 1.6rem;margin:1rem 0 2rem;padding:0}
        table{border-collapse:collapse;font-size:.9rem}
        th,td{text-align:left;vertical-align:top;padding:.5rem .9rem .5rem 0;border-bottom:1px solid var(--rule)}
        thead th{font-size:.8125rem;font-weight:600;color:var(--soft);border-bottom:1.5px solid var(--ink);
        padding-block:.3rem;vertical-align:bottom}
        th:last-child,td:last-child{padding-right:0}
        .verdicts{width:100%;margin-bottom:1.6rem}
        .verdicts caption{text-align:left;font:600 1.15rem/1.3 var(--serif);padding-bottom:.4rem}
        .verdicts thead th:first-child{width:34%}.verdicts tbody th{font-weight:400;max-width:24rem}
        .verdicts tbody a{font:600 .875rem var(--mono);overflow-wrap:anywhere}
        .verdicts .badge{white-space:normal}.verdicts .sign{align-self:flex-start;margin-top:.25em}
        .verdicts td{overflow-wrap:anywhere}.verdicts td:nth-child(4){overflow-wrap:normal}
        .verdicts .statement{display:block;color:var(--soft);line-height:1.4}
        .verdicts td:nth-child(4){text-align:right}.verdicts th:nth-child(4){text-align:right}
        .filter{display:flex;flex-wrap:wrap;align-items:baseline;gap:.5rem 1.2rem;margin:0 0 1.4rem;font-size:.875rem}
        .filter p{margin:0;color:var(--soft)}
        .filter input,.filter select,.filter button{font:inherit;color:inherit;background:var(--ground);max-width:100%;
        border:1px solid var(--soft);border-radius:4px;padding:.2rem .45rem}
        thead button{font:inherit;color:inherit;text-align:inherit;background:none;border:0;padding:0;cursor:pointer}
        thead button::after{content:"↕";content:"↕"/"";margin-left:.3em;opacity:.55}
        [aria-sort] button{color:var(--ink)}[aria-sort] button::after{opacity:1}
        [aria-sort=ascending] button::after{content:"↑";content:"↑"/""}
        [aria-sort=descending] button::after{content:"↓";content:"↓"/""}
        .how{margin:0 0 1rem;color:var(--soft);font-size:.9rem}
        .how dl{margin:.8rem 0}.how dl div{display:flex;gap:1rem;margin:.25rem 0}.how dt{flex:0 0 8.5rem}
        .how dd{margin:0}.how p{max-width:52rem}
        summary{cursor:pointer;color:var(--link);font-size:.875rem;width:fit-content}
        .claim{border-top:1.5px solid var(--ink);margin-top:3.2rem;padding-top:.9rem;scroll-margin-top:.5rem}
        .facts{display:flex;flex-wrap:wrap;gap:.6rem 3rem;margin:0 0 .9rem}
        .facts dt{font-size:.8125rem;color:var(--soft)}.facts dd{margin:0;font-weight:600;font-size:1.0625rem}
        .facts small{font-weight:400}
        .finding{font-family:var(--serif);font-size:1.0625rem;max-width:52rem;border-left:3px solid var(--rule);
        padding-left:.9rem}
        .notes{margin:.4rem 0 .8rem;padding-left:1.1rem;max-width:46rem;color:var(--soft);font-size:.9rem}
        .key{color:var(--soft);font-size:.8125rem;max-width:60rem}
        .evidence{color:var(--soft);font-size:.9375rem;max-width:60rem}
        .scroll{overflow-x:auto;max-width:100%}
        .figures{font-size:.8125rem;margin:.3rem 0 .6rem}
        .figures th,.figures td{padding:.32rem 1.1rem .32rem 0;white-space:nowrap}
        .figures tbody th{font-weight:400;white-space:normal;min-width:11rem}
        .figures caption{text-align:left;color:var(--soft);padding-bottom:.2rem;white-space:nowrap}
        .words{font-size:.8125rem;margin:.3rem 0 .6rem}
        .words caption{text-align:left;color:var(--soft);padding-bottom:.2rem}
        .words th,.words td{padding:.32rem 1.1rem .32rem 0;min-width:7.5rem}
        .words tbody th{font-weight:400;min-width:11rem}.words td small{display:block;line-height:1.35}
        .behind{margin:.4rem 0 1rem}.behind summary{font-size:.8125rem}
        svg{display:block;width:100%;overflow:visible}
        svg text{font:.75rem var(--sans);fill:var(--soft)}
        svg .published-label{fill:var(--mark);font-weight:600;paint-order:stroke;stroke:var(--ground);stroke-width:4px;
        stroke-linejoin:round}
        .axis-title{text-align:center;font-size:.75rem;color:var(--soft);line-height:1.35}
        .rule{stroke:var(--soft);stroke-width:1}.grid{stroke:var(--grid)}
        .zero{stroke:var(--soft);stroke-width:1}.published{stroke:var(--mark);stroke-width:1.5;stroke-dasharray:4 3}
        .zone{fill:var(--zone)}
        .forest .row{display:grid;grid-template-columns:minmax(8rem,15rem) minmax(0,1fr) 13.6rem 8.6rem;column-gap:1rem;
        font-size:.875rem;line-height:1.35}
        .forest .track{grid-column:2;position:relative;min-height:2.1rem}
        .forest .head .track,.forest .foot .track{min-height:0}
        .forest .row:not(.head):not(.foot) svg:not(.sign){position:absolute;inset:0;height:calc(100% + 1px)}
        .forest .what,.forest .figure,.forest .verdict{align-self:center;padding:.25rem 0}
        .forest .figure{white-space:nowrap}
        .forest .what{grid-column:1;grid-row:1}.forest .primary .what,.forest .primary .figure{font-weight:650}
        .forest small{white-space:nowrap;font-weight:400}.forest .qualifier{white-space:normal}
        .interval{stroke:var(--c);stroke-width:4.5}.crossed{stroke:var(--c);stroke-width:1.25}
        .look{stroke:var(--c);stroke-width:1.25;opacity:.6}
        .point{fill:var(--ground);stroke:var(--c);stroke-width:2.5}.primary .point{fill:var(--c)}
        .distribution{max-width:46rem}
        .bars rect{fill:var(--bars);stroke:var(--ground);stroke-width:1}
        .rug line{stroke:var(--soft);stroke-width:1;opacity:.55}
        .rug .shows{stroke:var(--mark);stroke-width:1.5;opacity:1}
        .drawing{position:relative}.script .drawing>svg{pointer-events:none}
        .stop{fill:var(--ink);opacity:0}.stop.on{opacity:.07}
        .rug .on{stroke:var(--ink);stroke-width:3;opacity:1}.bars .on{fill:var(--soft)}
        .dot.on{stroke:var(--ink);stroke-width:2}
        .tip{position:absolute;bottom:100%;z-index:1;width:max-content;max-width:100%;pointer-events:none;
        padding:.15rem .5rem;border-radius:4px;background:var(--ink);color:var(--ground);font-size:.8125rem}
        figure{margin:.6rem 0 1.6rem}
        figcaption{font-size:.875rem;margin-bottom:.5rem}
        .legend{display:inline-flex;flex-wrap:wrap;gap:0 1.1rem;margin-left:.8rem}
        .arm{display:inline-flex;align-items:center;gap:.4rem;white-space:nowrap}
        .swatch{width:1.7rem;height:.8rem}
        .plot{display:grid;grid-template-columns:3.2rem minmax(0,1fr) 7rem}
        .mean,.single{fill:none;stroke:var(--a);vector-effect:non-scaling-stroke;stroke-linecap:round;
        stroke-linejoin:round}
        .mean{stroke-width:2.25}.single{stroke-width:1;opacity:.28}.band{fill:var(--a);opacity:.13}
        .plot.wide{grid-template-columns:3.2rem minmax(0,1fr)}
        .spread{fill:none;stroke:var(--a);stroke-width:2.5;opacity:.45;vector-effect:non-scaling-stroke}
        .dot{fill:var(--a);fill-opacity:.85;stroke:var(--ground);stroke-width:.75}
        .scatter{max-width:46rem}.scatter .legend{display:flex;margin:.3rem 0}.scatter .swatch{width:.9rem}
        .axis-title.upright{text-align:left;margin:.3rem 0 .2rem}
        svg .end{fill:var(--a);font-weight:600}
        .arm-0{--a:var(--arm-0)}.arm-1{--a:var(--arm-1);}.arm-2{--a:var(--arm-2)}.arm-3{--a:var(--arm-3)}
        .arm-4{--a:var(--arm-4)}.arm-5{--a:var(--arm-5)}.arm-6{--a:var(--arm-6)}.arm-7{--a:var(--arm-7)}
        .arm-1 .mean,.mean.arm-1{stroke-dasharray:7 5}.arm-2 .mean,.mean.arm-2{stroke-dasharray:2 4}
        .arm-4 .mean,.mean.arm-4{stroke-dasharray:9 4 2 4}.arm-5 .mean,.mean.arm-5{stroke-dasharray:7 5}
        .arm-6 .mean,.mean.arm-6{stroke-dasharray:2 4}
        .heat{border-collapse:separate;border-spacing:1px;font-size:.8125rem}
        .heat caption{text-align:left;font-size:.875rem;font-weight:600;padding-bottom:.3rem}
        .heat th,.heat td{border:0;padding:.22rem .45rem;white-space:nowrap;vertical-align:middle}
        .heat td{--tint:var(--above);text-align:right;min-width:2.6rem;
        background:color-mix(in srgb,var(--tint) var(--h,0%),var(--ground))}
        .heat .below{--tint:var(--below)}.heat .same{font-weight:700}.heat .nothing{color:var(--soft)}
        .heat thead th{font-weight:600;vertical-align:bottom;border:0}.heat thead tr+tr th{text-align:right}
        .heat caption span{display:inline-block;position:sticky;left:0;max-width:calc(100vw - 2.2rem)}
        .heat thead span{display:inline-block;max-height:7rem;writing-mode:vertical-rl;transform:rotate(180deg);
        text-align:left}
        .heat tbody th{font-weight:400;position:sticky;left:0;background:var(--ground)}
        .exhibit{margin:.6rem 0 1.4rem}
        .pictures{display:flex;flex-wrap:wrap;gap:.7rem .8rem;margin:.6rem 0}
        .pictures span{display:inline-flex;flex-direction:column;align-items:center;gap:.15rem}
        .pictures svg,.entry{outline:1px solid var(--rule);background:var(--ground)}.entry{display:inline-block;
        width:1rem;height:1rem;vertical-align:-.15em;margin-right:.35rem}
        .above{fill:var(--above)}.below{fill:var(--below)}.plain{fill:none}
        .halo,.cross{fill:none;vector-effect:non-scaling-stroke;stroke:var(--ground);stroke-width:4;
        stroke-linecap:round}.cross{stroke:var(--ink);stroke-width:1.6}
        .where{border-top:1.5px solid var(--ink);margin-top:3.5rem;font-size:.875rem}
        .where h2{font-size:1.15rem;margin-top:.9rem}
        .environment div{display:grid;grid-template-columns:12rem minmax(0,1fr);gap:1rem;padding:.2rem 0}
        .environment dt{color:var(--soft)}.environment dd{margin:0;overflow-wrap:anywhere}
        @media screen and (max-width:52rem){
        body{padding:1.4rem 1rem 3rem}h1{font-size:1.6rem}h2{font-size:1.2rem}
        .verdicts,.verdicts caption,.verdicts tbody{display:block}.verdicts thead{display:none}
        .verdicts tr{display:flex;flex-wrap:wrap;gap:.15rem 1.2rem;border-bottom:1px solid var(--rule);padding:.7rem 0}
        .verdicts tbody th,.verdicts td{border:0;padding:0;max-width:none;flex:1 1 100%}
        .verdicts td:nth-child(4){text-align:left}
        .verdicts td:nth-child(4),.verdicts td:nth-child(6){flex:0 0 auto;order:1}
        .script .verdicts thead{display:block}
        .verdicts thead tr{padding:.2rem 0}.verdicts thead th{border:0;padding:0}
        .verdicts td::before{content:attr(data-label);color:var(--soft);font-size:.8125rem;margin-right:.6em}
        .verdicts td:nth-child(5)::before{content:none}
        .facts{gap:.5rem 2rem}
        .forest .row{grid-template-columns:minmax(0,1fr) auto;column-gap:.8rem;padding-top:.45rem}
        .forest .row.head{padding-top:0}
        .forest .what{grid-column:1;grid-row:1}.forest .verdict{grid-column:2;grid-row:1;text-align:right}
        .forest .badge{justify-content:end}
        .forest .track{grid-column:1/-1;grid-row:3;min-height:1.6rem}.forest .figure{grid-column:1/-1;grid-row:2;
        padding:0;color:var(--soft)}
        .plot,.plot.wide{grid-template-columns:2.6rem minmax(0,1fr)}.plot .ends{display:none}
        .legend{display:flex;margin:.2rem 0 0}
        .environment div{grid-template-columns:minmax(0,1fr);gap:0}.how dl div{flex-wrap:wrap;gap:0 1rem}
        }
        @media print{
        :root{color-scheme:light}html{font-size:8.5pt}body{max-width:none;padding:0}.scroll{overflow:visible}
        .figures th,.figures td{white-space:normal}
        .up,.how,.behind,.filter,.tip{display:none}
        thead button::after{content:none}.forest,.distribution,figure,.facts,.verdicts tr{break-inside:avoid}
        h2,h3,.eyebrow,.key{break-after:avoid}
        *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
        }

        """);
}
