"""tf.compat.v1.image: images."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.image_boxes     combined_non_max_suppression non_max_suppression
    frontend.image_boxes     non_max_suppression_overlaps non_max_suppression_padded
    frontend.image_boxes     non_max_suppression_with_scores
    frontend.image_colors    adjust_brightness adjust_contrast adjust_gamma adjust_hue
    frontend.image_colors    adjust_saturation convert_image_dtype grayscale_to_rgb hsv_to_rgb
    frontend.image_colors    per_image_standardization rgb_to_grayscale rgb_to_hsv rgb_to_yiq
    frontend.image_colors    rgb_to_yuv yiq_to_rgb yuv_to_rgb
    frontend.image_cropping  central_crop crop_to_bounding_box flip_left_right flip_up_down
    frontend.image_cropping  pad_to_bounding_box
    frontend.image_cropping  resize_image_with_crop_or_pad=resize_with_crop_or_pad
    frontend.image_cropping  resize_with_crop_or_pad rot90 transpose transpose_image=transpose
    frontend.image_files     adjust_jpeg_quality decode_and_crop_jpeg decode_bmp decode_gif
    frontend.image_files     decode_image decode_jpeg decode_png encode_jpeg encode_png
    frontend.image_files     extract_jpeg_shape is_jpeg random_jpeg_quality
    frontend.image_quality   image_gradients psnr sobel_edges ssim ssim_multiscale
    frontend.image_quality   total_variation
    frontend.image_random    random_brightness random_contrast random_crop
    frontend.image_random    random_flip_left_right random_flip_up_down random_hue
    frontend.image_random    random_saturation
    frontend.image_files  decode_jxl decode_webp
    frontend.image_cropping  extract_patches
""")
