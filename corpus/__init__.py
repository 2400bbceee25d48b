"""Text in: decoding, page segmentation; annotated text: the corpus, stand-off gold, exports."""
