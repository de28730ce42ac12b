// What staff pages get besides: keys in lists and in the review.
import "./work/keyboard.js";
import "./work/review.js";
