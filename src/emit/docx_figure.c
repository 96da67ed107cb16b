/* Charts of the editable report: a drawing for word processors that know SVG, and dots for those that do not. */
#include "docx.h"
#include "html_writer.h"
#include "picture.h"
#include "svg.h"

#define DOTS_PER_POINT 3.0
#define IN_BOX         DIM(24) /* what a box takes from the width */

static dim width_for(const struct docx *docx, const struct doc *node)
{
	dim width = docx_text_width(docx);

	for (const struct doc *at = node->parent; at != NULL; at = at->parent)
		width -= at->kind == DOC_BOX ? IN_BOX : 0;
	return MAX(width, DIM(200));
}

static void attribute(struct docx *docx, const char *name, struct str value)
{
	docx_put(docx, " %s=\"", name);
	docx_words(docx->body, value);
	docx_put(docx, "\"");
}

/* number: from 1; picture files are numbered alike. */
static void put_drawing(struct docx *docx, const struct chart_spec *spec, const struct drawing *drawing, uint32_t number)
{
	long width = DOCX_EMU(drawing->width), height = DOCX_EMU(drawing->height);

	docx_put(docx,
		 "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"%ld\" cy=\"%ld\"/><wp:docPr id=\"%u\" "
		 "name=\"Chart %u\"",
		 width, height, number, number);
	attribute(docx, "descr", spec->alt);
	attribute(docx, "title", spec->title);
	docx_put(docx,
		 "/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr><a:graphic>"
		 "<a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"%u\" "
		 "name=\"chart%u.png\"",
		 number, number);
	attribute(docx, "descr", spec->alt);
	docx_put(docx,
		 "/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"png%u\"><a:extLst><a:ext "
		 "uri=\"{96DAC541-7B7A-43D3-8B79-37D633B846F1}\">"
		 "<asvg:svgBlip r:embed=\"svg%u\"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
		 "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%ld\" cy=\"%ld\"/></a:xfrm><a:prstGeom "
		 "prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>"
		 "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
		 number, number, width, height);
}

void docx_write_figure(struct docx *docx, const struct doc *node)
{
	const struct chart_spec *spec = node->as.figure.chart;
	struct drawing drawing = chart_draw(docx->arena, docx->input->typesetter, docx->theme, spec, width_for(docx, node));
	GString *png = g_string_new(NULL), *svg = g_string_new(NULL);

	docx->failed = !picture_png(docx->input, &drawing, DOTS_PER_POINT, png, docx->diags) || docx->failed;
	svg_write_file(svg, &drawing, docx->theme, spec->title, spec->alt);
	g_ptr_array_add(docx->pictures, png);
	g_ptr_array_add(docx->pictures, svg);
	docx_mark(docx, node->anchor);
	if (!str_is_empty(spec->title)) {
		docx_begin_paragraph(docx, &(struct docx_look){.style = docx_style(STYLE_CAPTION), .keep_with_next = true});
		docx_run(docx, spec->title);
		docx_end_paragraph(docx);
	}
	docx_begin_paragraph(docx, &(struct docx_look){.style = "Picture"});
	put_drawing(docx, spec, &drawing, docx->pictures->len / 2);
	docx_end_paragraph(docx);
}
