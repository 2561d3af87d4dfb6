### 目立たせる行の名前の横に置く言葉

new = 新規
not-listed = 想定外
expired = 期限切れ
