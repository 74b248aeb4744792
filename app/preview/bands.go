package preview

import (
	"context"
	"errors"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"nursedesk/models"
)

// Size is what a page measures, in points of 1/72 inch.
type Size struct{ Width, Height float64 }

// Band is a strip of a drawn page, over its whole width.
type Band struct {
	Top, Width, Height int // in pixels
	// Pixels are four bytes each, blue, green, red and one that means nothing, row by
	// row from the top. They are lent: the engine uses the memory again.
	Pixels []byte
}

// bandHeight bounds what a page takes that is drawn for a printer, in pixels: at 600 dots an
// inch a band of A4 is 5 MB, where the page would be 140.
const bandHeight = 256

// bands divides a page's height: where each band begins and how high it is.
func bands(height int) (all []Band) {
	for top := 0; top < height; top += bandHeight {
		all = append(all, Band{Top: top, Height: min(bandHeight, height-top)})
	}
	return all
}

// Sizes measures every page of a PDF.
func (r *Renderer) Sizes(ctx context.Context, pdf []byte) (sizes []Size, err error) {
	err = r.inTurn(ctx, func() error {
		sizes, err = r.engine.sizes(pdf)
		return r.judge(err)
	})
	return sizes, err
}

// Bands draws a page, numbered from 1, so many pixels wide and high, and gives it band by
// band from the top, in grey where that is asked for. An error of take ends it and is given back.
func (r *Renderer) Bands(
	ctx context.Context, pdf []byte, number, width, height int, grey bool, take func(Band) error,
) error {
	return r.inTurn(ctx, func() error {
		var refused error
		err := r.engine.bands(pdf, number, width, height, grey, func(band Band) error {
			if refused = ctx.Err(); refused == nil {
				refused = take(band)
			}
			return refused
		})
		if refused != nil {
			return refused
		}
		return r.judge(err)
	})
}

// judge makes a problem of what the engine could not do, and renews the engine.
func (r *Renderer) judge(err error) error {
	if err == nil {
		return nil
	}
	if err := r.engine.renew(); err != nil {
		r.stop()
	}
	return &models.Problem{Code: "preview.damaged", Cause: err}
}

func (e *engine) sizes(pdf []byte) (sizes []Size, err error) {
	err = e.with(pdf, func(document references.FPDF_DOCUMENT) error {
		count, err := e.instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: document})
		if err != nil {
			return err
		}
		for index := range count.PageCount {
			size, err := e.instance.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: document, Index: index})
			if err != nil {
				return err
			}
			sizes = append(sizes, Size{Width: size.Width, Height: size.Height})
		}
		return nil
	})
	return sizes, err
}

// with opens a PDF for as long as do takes.
func (e *engine) with(pdf []byte, do func(references.FPDF_DOCUMENT) error) error {
	opened, err := e.instance.OpenDocument(&requests.OpenDocument{File: &pdf})
	if err != nil {
		return err
	}
	err = do(opened.Document)
	_, closing := e.instance.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: opened.Document})
	return errors.Join(err, closing)
}

const white = 0xffffffff

func (e *engine) bands(pdf []byte, number, width, height int, grey bool, take func(Band) error) error {
	flags := enums.FPDF_RENDER_FLAG_ANNOT | enums.FPDF_RENDER_FLAG_PRINTING
	if grey {
		flags |= enums.FPDF_RENDER_FLAG_GRAYSCALE
	}
	return e.with(pdf, func(document references.FPDF_DOCUMENT) error {
		bitmap, err := e.instance.FPDFBitmap_Create(&requests.FPDFBitmap_Create{Width: width, Height: bandHeight})
		if err != nil {
			return err
		}
		defer func() { _, _ = e.instance.FPDFBitmap_Destroy(&requests.FPDFBitmap_Destroy{Bitmap: bitmap.Bitmap}) }()
		for _, band := range bands(height) {
			if err := e.band(bitmap.Bitmap, requests.FPDF_RenderPageBitmap{
				Page:   requests.Page{ByIndex: &requests.PageByIndex{Document: document, Index: number - 1}},
				StartY: -band.Top, SizeX: width, SizeY: height, Flags: flags,
			}); err != nil {
				return err
			}
			pixels, err := e.instance.FPDFBitmap_GetBuffer(&requests.FPDFBitmap_GetBuffer{Bitmap: bitmap.Bitmap})
			if err != nil {
				return err
			}
			band.Width, band.Pixels = width, pixels.Buffer[:4*width*band.Height]
			if err := take(band); err != nil {
				return err
			}
		}
		return nil
	})
}

// band draws a part of a page on white.
func (e *engine) band(bitmap references.FPDF_BITMAP, part requests.FPDF_RenderPageBitmap) error {
	if _, err := e.instance.FPDFBitmap_FillRect(&requests.FPDFBitmap_FillRect{
		Bitmap: bitmap, Width: part.SizeX, Height: bandHeight, Color: white,
	}); err != nil {
		return err
	}
	part.Bitmap = bitmap
	_, err := e.instance.FPDF_RenderPageBitmap(&part)
	return err
}
