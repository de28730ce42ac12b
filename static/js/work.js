// What staff pages get besides: keys in lists and in the review, and ready texts.
import "./work/keyboard.js";
import "./work/review.js";
import "./work/ready.js";
