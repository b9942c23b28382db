# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.image_boxes import combined_non_max_suppression as combined_non_max_suppression
from tfcompat._src.frontend.image_boxes import non_max_suppression as non_max_suppression
from tfcompat._src.frontend.image_boxes import non_max_suppression_overlaps as non_max_suppression_overlaps
from tfcompat._src.frontend.image_boxes import non_max_suppression_padded as non_max_suppression_padded
from tfcompat._src.frontend.image_boxes import non_max_suppression_with_scores as non_max_suppression_with_scores
from tfcompat._src.frontend.image_colors import adjust_brightness as adjust_brightness
from tfcompat._src.frontend.image_colors import adjust_contrast as adjust_contrast
from tfcompat._src.frontend.image_colors import adjust_gamma as adjust_gamma
from tfcompat._src.frontend.image_colors import adjust_hue as adjust_hue
from tfcompat._src.frontend.image_colors import adjust_saturation as adjust_saturation
from tfcompat._src.frontend.image_colors import convert_image_dtype as convert_image_dtype
from tfcompat._src.frontend.image_colors import grayscale_to_rgb as grayscale_to_rgb
from tfcompat._src.frontend.image_colors import hsv_to_rgb as hsv_to_rgb
from tfcompat._src.frontend.image_colors import per_image_standardization as per_image_standardization
from tfcompat._src.frontend.image_colors import rgb_to_grayscale as rgb_to_grayscale
from tfcompat._src.frontend.image_colors import rgb_to_hsv as rgb_to_hsv
from tfcompat._src.frontend.image_colors import rgb_to_yiq as rgb_to_yiq
from tfcompat._src.frontend.image_colors import rgb_to_yuv as rgb_to_yuv
from tfcompat._src.frontend.image_colors import yiq_to_rgb as yiq_to_rgb
from tfcompat._src.frontend.image_colors import yuv_to_rgb as yuv_to_rgb
from tfcompat._src.frontend.image_cropping import central_crop as central_crop
from tfcompat._src.frontend.image_cropping import crop_to_bounding_box as crop_to_bounding_box
from tfcompat._src.frontend.image_cropping import extract_patches as extract_patches
from tfcompat._src.frontend.image_cropping import flip_left_right as flip_left_right
from tfcompat._src.frontend.image_cropping import flip_up_down as flip_up_down
from tfcompat._src.frontend.image_cropping import pad_to_bounding_box as pad_to_bounding_box
from tfcompat._src.frontend.image_cropping import resize_with_crop_or_pad as resize_image_with_crop_or_pad
from tfcompat._src.frontend.image_cropping import resize_with_crop_or_pad as resize_with_crop_or_pad
from tfcompat._src.frontend.image_cropping import rot90 as rot90
from tfcompat._src.frontend.image_cropping import transpose as transpose
from tfcompat._src.frontend.image_cropping import transpose as transpose_image
from tfcompat._src.frontend.image_files import adjust_jpeg_quality as adjust_jpeg_quality
from tfcompat._src.frontend.image_files import decode_and_crop_jpeg as decode_and_crop_jpeg
from tfcompat._src.frontend.image_files import decode_bmp as decode_bmp
from tfcompat._src.frontend.image_files import decode_gif as decode_gif
from tfcompat._src.frontend.image_files import decode_image as decode_image
from tfcompat._src.frontend.image_files import decode_jpeg as decode_jpeg
from tfcompat._src.frontend.image_files import decode_jxl as decode_jxl
from tfcompat._src.frontend.image_files import decode_png as decode_png
from tfcompat._src.frontend.image_files import decode_webp as decode_webp
from tfcompat._src.frontend.image_files import encode_jpeg as encode_jpeg
from tfcompat._src.frontend.image_files import encode_png as encode_png
from tfcompat._src.frontend.image_files import extract_jpeg_shape as extract_jpeg_shape
from tfcompat._src.frontend.image_files import is_jpeg as is_jpeg
from tfcompat._src.frontend.image_files import random_jpeg_quality as random_jpeg_quality
from tfcompat._src.frontend.image_quality import image_gradients as image_gradients
from tfcompat._src.frontend.image_quality import psnr as psnr
from tfcompat._src.frontend.image_quality import sobel_edges as sobel_edges
from tfcompat._src.frontend.image_quality import ssim as ssim
from tfcompat._src.frontend.image_quality import ssim_multiscale as ssim_multiscale
from tfcompat._src.frontend.image_quality import total_variation as total_variation
from tfcompat._src.frontend.image_random import random_brightness as random_brightness
from tfcompat._src.frontend.image_random import random_contrast as random_contrast
from tfcompat._src.frontend.image_random import random_crop as random_crop
from tfcompat._src.frontend.image_random import random_flip_left_right as random_flip_left_right
from tfcompat._src.frontend.image_random import random_flip_up_down as random_flip_up_down
from tfcompat._src.frontend.image_random import random_hue as random_hue
from tfcompat._src.frontend.image_random import random_saturation as random_saturation

__all__ = [
    "adjust_brightness", "adjust_contrast", "adjust_gamma", "adjust_hue", "adjust_jpeg_quality",
    "adjust_saturation", "central_crop", "combined_non_max_suppression", "convert_image_dtype",
    "crop_to_bounding_box", "decode_and_crop_jpeg", "decode_bmp", "decode_gif", "decode_image",
    "decode_jpeg", "decode_jxl", "decode_png", "decode_webp", "encode_jpeg", "encode_png",
    "extract_jpeg_shape", "extract_patches", "flip_left_right", "flip_up_down", "grayscale_to_rgb",
    "hsv_to_rgb", "image_gradients", "is_jpeg", "non_max_suppression",
    "non_max_suppression_overlaps", "non_max_suppression_padded",
    "non_max_suppression_with_scores", "pad_to_bounding_box", "per_image_standardization", "psnr",
    "random_brightness", "random_contrast", "random_crop", "random_flip_left_right",
    "random_flip_up_down", "random_hue", "random_jpeg_quality", "random_saturation",
    "resize_image_with_crop_or_pad", "resize_with_crop_or_pad", "rgb_to_grayscale", "rgb_to_hsv",
    "rgb_to_yiq", "rgb_to_yuv", "rot90", "sobel_edges", "ssim", "ssim_multiscale",
    "total_variation", "transpose", "transpose_image", "yiq_to_rgb", "yuv_to_rgb",
]
